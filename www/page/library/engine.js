// The only module that calls the wasm. The site builder generates '../aftersales.js' (the functions of src/wasm/, and
// `ready()`, which loads the wasm, in the one-file page from the document itself).

import {
  ready, add_words, advise_shipped, form, has_words, languages, missing_words, overdue, preferred_language,
  read_amount, words,
} from '../aftersales.js';
import { areFilesKept, wordFile } from './word-files.js';

/** Modules that preload.js requested: promises by name, of undefined if that failed. Each is used once, so that a
    later attempt makes a request. */
const preloaded = globalThis[Symbol.for('aftersales.preload')] ?? new Map();

function takePreloaded(name) {
  const module = preloaded.get(name);
  preloaded.delete(name);
  return module;
}

/** Promises of the modules with the sections of words, by section name. */
const sections = new Map();

/** Names of sections that timed out. */
const timedOut = new Set();

/** Loads the wasm, and these sections at the same time. Rejects if the browser or the host forbids wasm. */
export async function load(names) {
  for (const name of names) section(name).catch(() => {});
  return ready(await takePreloaded('wasm'));
}

/** The library of the first load, followed by the whole library once it is loaded. */
const libraries = [{ add_words, advise: advise_shipped, missing_words }];

/** The most places whose rules are loaded one by one. */
const MOST_PLACES = 3;

/** The names of the files with words that a library needs, as `has_words` takes a case, undefined or null. Many places
    have their rules in one file. */
function missingIn(library, lang, facts) {
  const names = library.missing_words(lang, facts);
  const others = names.filter((name) => !name.startsWith('rules.'));
  const isOneFile = names.length - others.length > MOST_PLACES || areFilesKept();
  return isOneFile && names.length > others.length ? [...others, `rules.${lang}`] : names;
}

/** Loads the words of a language into the libraries: those for a case, for a page without one, or for null all. Rejects
    if they cannot be loaded. */
async function loadWords(lang, facts) {
  for (const library of libraries) {
    const names = missingIn(library, lang, facts);
    for (const name of names) section(name).catch(() => {});
    for (const name of names) {
      if (!library.add_words(lang, await section(name))) {
        forget(name);
        throw new Error(`the words of ${lang} belong to another build of this page`);
      }
    }
  }
}

/** Whether the whole library is loaded with the words in use, and with them the policy. */
let complete = false;

/** Adds the whole library. It is in use once it has the words of the languages in use, since the policy comes with
    them. Rejects if they cannot be loaded, and may be called again. */
async function addWhole(library) {
  libraries[1] = library;
  try {
    // The words of another language may arrive meanwhile.
    const incomplete = () => languages().filter((lang) => has_words(lang) && library.missing_words(lang, null).length > 0);
    for (let left = incomplete(); left.length > 0; left = incomplete()) await Promise.all(left.map((lang) => loadWords(lang, null)));
  } catch (failure) {
    libraries.length = 1;
    throw failure;
  }
  complete = true;
}

/** Whether the whole library is in use. Only it reads a seller's rules. */
function isComplete() {
  return complete;
}

/** Whether the rules of a pack are in force. If not, and the whole library is loaded, `done` is called once they are. */
function isInForce(pack, now, done) {
  return complete && libraries[1].isInForce(pack, now, done);
}

/** The answer to a case. */
function advise(facts, options) {
  return libraries[options.shop.pack ? 1 : 0].advise(facts, options);
}

function section(name) {
  if (!sections.has(name)) {
    const module = fetchSection(name);
    sections.set(name, module);
    // A later attempt makes another request.
    module.catch(() => sections.delete(name));
  }
  return sections.get(name);
}

/** Stops waiting for the words of a language. They are still used if they arrive. */
function dropWords(lang, facts) {
  for (const name of libraries.flatMap((library) => missingIn(library, lang, facts))) forget(name).forEach((it) => timedOut.add(it));
}

/** Makes a later attempt request a section again, and the file that stood in for it. Returns the names of both. */
function forget(name) {
  const [kind, lang] = name.split('.');
  const names = [name, `${kind}.${lang}`];
  for (const it of names) sections.delete(it);
  return names;
}

/** The rules of a place are also in the file with those of all places, which is kept to work without a network. */
function fetchSection(name) {
  const [kind, lang, part] = name.split('.');
  return part ? fetchFile(name).catch(() => section(`${kind}.${lang}`)) : fetchFile(name);
}

async function fetchFile(name) {
  const module = await takePreloaded(name);
  if (module) return module;
  const file = wordFile(name);
  if (!file) throw new Error(`there is no file for ${name}`);
  // Without `reload` the browser would wait for the earlier request, which timed out.
  const response = await fetch(new URL(file, import.meta.url), { cache: timedOut.has(name) ? 'reload' : 'default' });
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  // A response that is not wasm, such as the login page of a network, must not look like a browser that forbids wasm.
  return WebAssembly.compile(bytes).catch((cause) => { throw new Error(`${response.url} is not what was built`, { cause }); });
}

/** The functions of the library that the page uses. */
export const engine = {
  addWhole, advise, dropWords, form, has_words, isComplete, isInForce, languages, loadWords, overdue,
  preferred_language, read_amount, words,
};
