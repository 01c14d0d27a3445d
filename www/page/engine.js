// The only module that touches the wasm. './aftersales.js' is made by the site builder: the functions of
// src/wasm.rs, and `ready()`, which loads the wasm (in the one-file page, from the document itself).

import {
  ready, advise, form, forget, languages, preferred_language, recall, remember, words,
} from './aftersales.js';

/** Loads the wasm; rejects where the browser or the host page forbids it. */
export function load() {
  return ready();
}

/** The functions of the library that the page uses. */
export const engine = { advise, form, forget, languages, preferred_language, recall, remember, words };
