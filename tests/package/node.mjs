// The package in Node: loaded by itself, from bytes, and by a program that is no module.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import init, { advise, initSync, languages } from 'aftersales';

const facts = { platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed' };

assert.throws(() => languages(), 'nothing works before it is loaded');
await Promise.all([init(), init()]);
await init();
assert.deepEqual(languages(), ['zh-Hans', 'zh-Hant', 'en']);
for (const lang of languages()) {
  const advice = advise(facts, { lang });
  assert.equal(advice.remedy.code, 'swap_wrong_item');
  assert.equal(advice.message.lang, lang);
  assert.deepEqual(advice.problems, []);
}
assert.deepEqual(advise(facts), advise(facts, {}), 'options may be left out');

// A worker has a module of its own, which may be loaded from bytes.
const wasm = await readFile(new URL(import.meta.resolve('aftersales/aftersales_bg.wasm')));
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  import('aftersales').then(({ initSync, advise }) => {
    initSync({ module: workerData.wasm });
    parentPort.postMessage(advise(workerData.facts).remedy.code);
  });`;
const worker = new Worker(program, { eval: true, workerData: { wasm, facts } });
const answer = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
assert.equal(answer, 'swap_wrong_item');
assert.equal(typeof initSync, 'function');

const required = createRequire(import.meta.url)('aftersales');
assert.equal(required.advise, advise, 'it is the same module for programs that are none');

const { version } = createRequire(import.meta.url)('aftersales/package.json');
console.log(`aftersales ${version} works in Node ${process.version}`);
