// Loads what answers need beyond the first load: the words of a language, and the library that reads a seller's rules.

import { engine } from './engine.js';
import { LOAD_TIMEOUT } from '../element/incomplete.js';
import { loadExtras } from '../load-extras.js';

/** Loads the words of a language for a case, for a page without one, or for null all. Rejects if they cannot be loaded or
    time out; a later call requests them again. */
export function loadWords(lang, facts) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      engine.dropWords(lang, facts);
      reject(new Error(`the words of ${lang} are late`));
    }, LOAD_TIMEOUT);
    engine.loadWords(lang, facts).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function loadWholeLibrary() {
  return loadExtras().then(({ extras }) => extras.library());
}
