// What the page will need, sent for while its script is still on the way. The site builder puts this script into the
// document, where it runs at once: a module would wait for its turn. It only guesses: what did not come this way, the
// page's script asks for itself (engine.js).

import { heedAddress } from './address.js';
import { wasmFile, wordFiles } from './files.js';
import { begunCase, guessedLanguage, guessedWords } from './guess.js';
import { PATIENCE, showMissing } from './missing.js';
import { wishesOf } from './wishes.js';

/** Compiled while it arrives; nothing where that failed. */
async function sentFor(file) {
  try {
    return await WebAssembly.compileStreaming(fetch(new URL(file, document.baseURI)));
  } catch {
    return undefined;
  }
}

// Nothing to guess here, so that nothing holds it up: reading what the browser keeps takes a while.
const wasm = sentFor(wasmFile);

heedAddress();
const element = document.querySelector('[standalone], [framed]');
const wishes = wishesOf(element);
const words = guessedWords(wishes, begunCase(element, wishes)).filter((name) => Object.hasOwn(wordFiles, name));

/** By what it is: taken by engine.js. */
globalThis[Symbol.for('aftersales.ahead')] = new Map([
  ['wasm', wasm],
  ...words.map((name) => [name, sentFor(wordFiles[name])]),
]);

/** What the page's script says itself once it is there, said in its place. */
function late() {
  if (!customElements.get(element.localName)) showMissing(element, guessedLanguage(wishes), () => location.reload());
}

// A script that does not come says so by an event that does not rise; one cut off in the middle, by a mistake in it.
addEventListener('error', late, true);
setTimeout(late, PATIENCE);
