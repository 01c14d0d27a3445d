// The entry for Node, whose fetch takes no `file:` addresses: the wasm is read from beside this file.

import { readFile } from 'node:fs/promises';
import load from './aftersales.js';

export * from './aftersales.js';

/** Loads the wasm, unless another is handed over. */
export default async function init(given) {
  const here = new URL('./aftersales_bg.wasm', import.meta.url);
  return load(given ?? { module_or_path: await readFile(here) });
}
