// Requests what the page will need while its script is still loading. The site builder puts this script into the
// document, where it runs at once; a module would be deferred. It only guesses: engine.js requests what was not
// preloaded.

import { applyAddress } from './address.js';
import { attributesOf } from './element/attributes.js';
import { wasmFile } from './files.js';
import { LOAD_TIMEOUT, showIncomplete } from './element/incomplete.js';
import { firstCase, guessLanguage, guessSections } from './library/languages.js';
import { troubleWords } from './library/trouble.js';
import { wordFile } from './library/word-files.js';

/** The compiled module of a file, or undefined if that failed. */
async function preload(file) {
  try {
    return await WebAssembly.compileStreaming(fetch(new URL(file, document.baseURI)));
  } catch {
    return undefined;
  }
}

// First, since the guesses below read the browser's storage, which takes time.
const wasm = preload(wasmFile);

applyAddress();
const element = document.querySelector('[standalone], [framed]');
const attributes = attributesOf(element);
const names = guessSections(attributes, firstCase(element, attributes)).filter(wordFile);

/** The preloaded modules by name, for engine.js. */
globalThis[Symbol.for('aftersales.preload')] = new Map([
  ['wasm', wasm],
  ...names.map((name) => [name, preload(wordFile(name))]),
]);

/** Shows that the page is incomplete, as long as its script has not run. */
function report() {
  if (customElements.get(element.localName)) return;
  troubleWords(guessLanguage(attributes)).then((words) => showIncomplete(element, words, () => location.reload()));
}

// Capturing, since the error event of a script that failed to load does not bubble. A truncated script is a syntax
// error.
addEventListener('error', report, true);
setTimeout(report, LOAD_TIMEOUT);
