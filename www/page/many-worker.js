// The worker that reads a file and decides its orders, so that the page draws and listens meanwhile. It answers calls of the
// methods of a run, and reports how far it is. Nothing of a file leaves it but what the page asks for.

import { Run } from './many/run.js';
import { wordFiles } from './files.js';
import { add_words, advise, brief, read_amount, ready } from './whole.js';

/** Milliseconds after which it listens whether it is to stop. */
const SLICE = 100;

const run = new Run({ advise, brief, readAmount: read_amount, prepare, slice: SLICE });

const added = new Set();

/** Loads the library and the words of some languages, with which the policy comes. */
async function prepare(languages) {
  await ready();
  for (const name of languages.flatMap((lang) => [`words.${lang}`, `answers.${lang}`, `rules.${lang}`])) {
    if (added.has(name)) continue;
    const file = wordFiles.find((known) => known.startsWith(`${name}.`, 2));
    const response = await fetch(new URL(file, import.meta.url));
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    const module = await WebAssembly.compile(await response.arrayBuffer());
    if (!add_words(name.split('.')[1], module)) throw new Error(`${name} belongs to another build of this page`);
    added.add(name);
  }
}

self.addEventListener('message', async ({ data: { id, name, args } }) => {
  if (name === 'stop') {
    run.stop();
    return;
  }
  try {
    const value = await run[name](...args, (part) => self.postMessage({ id, part }));
    self.postMessage({ id, value });
  } catch (failure) {
    self.postMessage({ id, failure: String(failure) });
  }
});

self.postMessage({ started: true });
