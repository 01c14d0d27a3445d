// The only module that touches the wasm. './aftersales.js' is made by the site builder: the functions of
// src/wasm.rs, and `ready()`, which loads the wasm (in the one-file page, from the document itself). So is
// './files.js': where the words of each language are that is not in the wasm.

import {
  ready, add_words, advise_shipped, form, has_page_words, has_words, languages, overdue, preferred_language,
  read_amount, words,
} from './aftersales.js';
import { wordFiles } from './files.js';
import { wordsOf } from './guess.js';

/** What the document has sent for ahead of this script (ahead.js): modules, as promises, or nothing where that
    failed. Each is taken once; another time it may go better. */
const ahead = globalThis[Symbol.for('aftersales.ahead')] ?? new Map();

function sentFor(name) {
  const module = ahead.get(name);
  ahead.delete(name);
  return module;
}

/** By name of words: it on its way, as a promise of a module that holds nothing else. */
const coming = new Map();

/** Names of words that were not waited for. */
const late = new Set();

/** Loads the wasm; rejects where the browser or the host page forbids it. The words of these names are asked for
    at the same time, instead of after it. */
export async function load(guessed) {
  for (const name of guessed) arriving(name).catch(() => {});
  return ready(await sentFor('wasm'));
}

/** The library as the first load brings it, and beside it, once something needs it, the whole one. */
const libraries = [{ add_words, advise: advise_shipped, has_page_words, has_words }];

/** Makes the words of a language known to the library, with those of answers if `told`; rejects where they
    cannot be loaded. */
async function bring(lang, told) {
  const arrivals = wordsOf(lang, told).map(arriving);
  arrivals.forEach((arrival) => arrival.catch(() => {}));
  for (const library of libraries) {
    for (const [at, there] of [library.has_page_words, library.has_words].entries()) {
      if (at >= arrivals.length || there(lang)) continue;
      if (!library.add_words(lang, await arrivals[at])) {
        coming.delete(wordsOf(lang, told)[at]);
        throw new Error(`the words of ${lang} belong to another build of this page`);
      }
    }
  }
}

/** Whether the whole library has the words in use, and with them the policy. */
let complete = false;

/** Takes in the whole library, with the languages that are in use; it counts once they are there, or it would answer
    without any law. Rejects where they do not come, and may be called again. */
async function join(library) {
  libraries[1] = library;
  try {
    await Promise.all(languages().filter(has_page_words).map((lang) => bring(lang, true)));
  } catch (failure) {
    libraries.length = 1;
    throw failure;
  }
  complete = true;
}

/** Whether a seller's own rules can be read: only the whole library does that. */
function whole() {
  return complete;
}

/** The answer to a case. */
function answer(told, options) {
  return libraries[options.shop.pack ? 1 : 0].advise(told, options);
}

function arriving(name) {
  if (!coming.has(name)) {
    const module = fetched(name);
    coming.set(name, module);
    // Another time it may go better.
    module.catch(() => coming.delete(name));
  }
  return coming.get(name);
}

/** Does not wait any longer for the words of a language. They are still taken in when they come. */
function drop(lang, told) {
  for (const name of wordsOf(lang, told)) {
    coming.delete(name);
    late.add(name);
  }
}

async function fetched(name) {
  const module = await sentFor(name);
  if (module) return module;
  if (!Object.hasOwn(wordFiles, name)) throw new Error(`there is no file for ${name}`);
  // The browser would have it wait for the one that is late.
  const answer = await fetch(new URL(wordFiles[name], import.meta.url), { cache: late.has(name) ? 'reload' : 'default' });
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  // What is no wasm at all, as the page of a network that wants a password first, must not look like a
  // browser that forbids wasm.
  return WebAssembly.compile(bytes).catch((cause) => { throw new Error(`${answer.url} is not what was built`, { cause }); });
}

/** The functions of the library that the page uses. */
export const engine = {
  advise: answer, bring, drop, form, has_page_words, has_words, join, languages, overdue, preferred_language,
  read_amount, whole, words,
};
