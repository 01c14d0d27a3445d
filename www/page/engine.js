// The only module that touches the wasm. './aftersales.js' is made by the site builder: the functions of
// src/wasm.rs; `ready()`, which loads the wasm (in the one-file page, from the document itself); and
// `wordFiles`, where the words of each language are that is not in the wasm.

import {
  ready, wordFiles, add_words, advise_shipped, form, forget, has_words, languages, preferred_language, recall, remember,
  words,
} from './aftersales.js';

/** By language: its words on their way, as a promise of a module that holds nothing else. */
const coming = new Map();

/** Loads the wasm; rejects where the browser or the host page forbids it. The words of `guessed`
    languages are asked for at the same time, instead of after it. */
export function load(guessed) {
  for (const lang of guessed) arriving(lang).catch(() => {});
  return ready();
}

/** The library as the first load brings it, and beside it, once something needs it, the whole one. */
const libraries = [{ add_words, advise: advise_shipped, has_words }];

/** Makes the words of a language known to the library; rejects where they cannot be loaded. */
async function bring(lang) {
  for (const library of libraries) {
    if (library.has_words(lang)) continue;
    if (!library.add_words(lang, await arriving(lang))) {
      coming.delete(lang);
      throw new Error(`the words of ${lang} belong to another build of this page`);
    }
  }
}

/** Takes in the whole library, with the languages that are in use. */
async function join(library) {
  libraries[1] = library;
  await Promise.all(languages().filter(has_words).map(bring));
}

/** Whether a seller's own rules can be read: only the whole library does that. */
function whole() {
  return libraries.length > 1;
}

/** The answer to a case. */
function answer(told, options) {
  return libraries[options.shop.pack ? 1 : 0].advise(told, options);
}

function arriving(lang) {
  if (!coming.has(lang)) {
    const module = fetched(lang);
    coming.set(lang, module);
    // Another time it may go better.
    module.catch(() => coming.delete(lang));
  }
  return coming.get(lang);
}

async function fetched(lang) {
  if (!Object.hasOwn(wordFiles, lang)) throw new Error(`there is no file of words for ${lang}`);
  const answer = await fetch(new URL(wordFiles[lang], import.meta.url));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  // What is no wasm at all, as the page of a network that wants a password first, must not look like a
  // browser that forbids wasm.
  return WebAssembly.compile(bytes).catch((cause) => { throw new Error(`${answer.url} is not what was built`, { cause }); });
}

/** The functions of the library that the page uses. */
export const engine = {
  advise: answer, bring, form, forget, join, languages, preferred_language, recall, remember, whole, words,
};
