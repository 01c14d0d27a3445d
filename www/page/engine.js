// The only module that touches the wasm. './aftersales.js' is made by the site builder: the functions of
// src/wasm.rs; `ready()`, which loads the wasm (in the one-file page, from the document itself); and
// `wordFiles`, where the words of each language are that is not in the wasm.

import {
  ready, wordFiles, add_words, advise_shipped, form, forget, has_page_words, has_words, languages, overdue, preferred_language,
  recall, remember, words,
} from './aftersales.js';

/** By file of words: it on its way, as a promise of a module that holds nothing else. */
const coming = new Map();

/** Loads the wasm; rejects where the browser or the host page forbids it. The words of `guessed`
    languages are asked for at the same time, instead of after it; `told` where a case is told already. */
export function load(guessed, told) {
  for (const lang of guessed) for (const file of files(lang, told)) arriving(file).catch(() => {});
  return ready();
}

/** The library as the first load brings it, and beside it, once something needs it, the whole one. */
const libraries = [{ add_words, advise: advise_shipped, has_page_words, has_words }];

/** The words of a language come in two files: what every page needs, and what only answers need. */
function files(lang, told) {
  return told ? [`words.${lang}`, `told.${lang}`] : [`words.${lang}`];
}

/** Makes the words of a language known to the library, with those of answers if `told`; rejects where they
    cannot be loaded. */
async function bring(lang, told) {
  const arrivals = files(lang, told).map(arriving);
  arrivals.forEach((arrival) => arrival.catch(() => {}));
  for (const library of libraries) {
    for (const [at, there] of [library.has_page_words, library.has_words].entries()) {
      if (at >= arrivals.length || there(lang)) continue;
      if (!library.add_words(lang, await arrivals[at])) {
        coming.delete(files(lang, told)[at]);
        throw new Error(`the words of ${lang} belong to another build of this page`);
      }
    }
  }
}

/** Takes in the whole library, with the languages that are in use. */
async function join(library) {
  libraries[1] = library;
  await Promise.all(languages().filter(has_page_words).map((lang) => bring(lang, true)));
}

/** Whether a seller's own rules can be read: only the whole library does that. */
function whole() {
  return libraries.length > 1;
}

/** The answer to a case. */
function answer(told, options) {
  return libraries[options.shop.pack ? 1 : 0].advise(told, options);
}

function arriving(file) {
  if (!coming.has(file)) {
    const module = fetched(file);
    coming.set(file, module);
    // Another time it may go better.
    module.catch(() => coming.delete(file));
  }
  return coming.get(file);
}

async function fetched(file) {
  if (!Object.hasOwn(wordFiles, file)) throw new Error(`there is no file ${file}`);
  const answer = await fetch(new URL(wordFiles[file], import.meta.url));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  // What is no wasm at all, as the page of a network that wants a password first, must not look like a
  // browser that forbids wasm.
  return WebAssembly.compile(bytes).catch((cause) => { throw new Error(`${answer.url} is not what was built`, { cause }); });
}

/** The functions of the library that the page uses. */
export const engine = {
  advise: answer, bring, form, forget, has_page_words, has_words, join, languages, overdue, preferred_language, recall, remember,
  whole, words,
};
