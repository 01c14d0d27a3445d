// The package in Node: loaded by itself, from bytes, and by a program that is no module.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import init, { advise, check, initSync, languages, shop } from 'aftersales';

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

// A shop's rules in force as an object: the same answers as with the pack among the options, which is known again.
const sources = [{ title: 'Handbook', locator: '2' }];
const when = { complaint: 'cancel_order', order_state: 'in_transit' };
const pack = {
  id: 'mine', layer: 'shop', settings: { signature: { en: 'The tea shop' } },
  rules: [
    { id: 'look-first', when, steps: ['gather_order_data'], sources },
    { id: 'let-them-wait', when: { ...when, platform: 'taobao' }, remedy: 'persuade_to_wait', sources },
  ],
};
const cancelled = { platform: 'taobao', buyer_region: 'cn', ...when, buyer_waits: 'insists' };
const mine = shop(pack, { lang: 'en' });
assert.deepEqual(mine.admission.standing, [0]);
assert.deepEqual(mine.admission.refused.map(({ rule }) => rule), ['let-them-wait']);
const options = { lang: 'en', shop: { pack } };
const answers = [mine.advise(cancelled, { lang: 'en' }), advise(cancelled, options), advise(cancelled, options)];
for (const answer of answers) {
  assert.equal(answer.remedy.code, 'intercept_and_refund');
  assert.deepEqual(answer.problems.map(({ code, path }) => [code, path]), [['rule_not_in_force', '/options/shop/pack/rules/1']]);
  assert.match(answer.message.text, /The tea shop/);
  assert.deepEqual(answer, answers[0]);
}
assert.equal(check(cancelled, { acts: ['gather_order_data'] }, options).problems.length, 1);
for (const none of ['no pack', 7, false, []]) {
  const [problem] = advise(cancelled, { lang: 'en', shop: { pack: none } }).problems;
  assert.equal(problem?.code, 'not_a_pack', `${none}`);
}
assert.equal(mine.advise(cancelled, 7).problems[0].code, 'not_options');
mine.free();
// Another pack in between is another shop's; a pack that is changed in place is not read again, a new object is.
const other = { id: 'other', layer: 'shop', rules: [{ id: 'note-it', when, steps: ['keep_records'], sources }] };
const steps = (own) => advise(cancelled, { lang: 'en', shop: { pack: own } }).steps.map(({ act }) => act);
assert(steps(pack).includes('gather_order_data') && !steps(other).includes('gather_order_data') && steps(pack).includes('gather_order_data'));
pack.rules.shift();
assert(steps(pack).includes('gather_order_data') && !steps({ ...pack }).includes('gather_order_data'));

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
