// Writes down what the functions return as a TypeScript program: the compiler then says whether
// that is what their declarations promise. Arguments: the calls as JSON, the program to write.

import { readFile, writeFile } from 'node:fs/promises';
import init, { advise, audit, check, difference, form, languages, rules } from 'aftersales';

const [calls, program] = process.argv.slice(2);
await init();

const lines = [];
const add = (type, value) => lines.push(`export const n${lines.length}: ${type} = ${JSON.stringify(value)};`);
const now = '2026-11-22T12:00:00+08:00';

// Every case, and what it is answered: in one language after the other.
let inOrder = 0;
for (const [at, [facts, options]] of JSON.parse(await readFile(calls, 'utf8')).entries()) {
  const lang = languages()[at % languages().length];
  const advice = advise(facts, { now, lang, ...options });
  add('Advice', advice);
  if (advice.problems.length === 0) {
    // Nothing was wrong with it, so its types must be right.
    add('Case', facts);
    add('Options', options);
    inOrder += 1;
  }
  const plan = { remedy: advice.possible[0]?.code, acts: advice.duties.filter(({ must }) => must === (at % 2 === 0)).map(({ act }) => act) };
  add('Check', check(facts, plan.remedy ? plan : {}, { now, lang, ...options }));
  if (at % 10 === 0) add('Form', form(lang, facts));
}
if (inOrder < 80) throw new Error(`only ${inOrder} cases without a problem`);

for (const lang of languages()) {
  add('Form', form(lang));
  const all = rules(lang);
  // A list of all of them is more than the compiler takes in one expression.
  for (let at = 0; at < all.length; at += 100) add('RuleInfo[]', all.slice(at, at + 100));
}
// Mistakes of every kind that a case, options and packs can have.
add('Advice', advise({ platform: 'taoboa', order_value: { minor: -1 }, now: 'soon', colour: 1 }, { lang: 'fr', names: 1, shop: { pack: 1 } }));
add('Advice', advise(null, null));
add('Check', check({ platform: 'taoboa' }, { remedy: 'sue', acts: 'listen', why: 1 }, null));
const of = (...own) => ({ id: 'own', layer: 'shop', title: 'Ours', rules: own });
const pack = of(
  { id: 'own-refuse', when: { complaint: ['damaged', 'wrong_item'], days_since_delivery: { at_least: 3 } }, remedy: 'decline_return' },
  { id: 'own-ask', when: { complaint: { not: 'damaged' }, offers_declined: 1 }, steps: ['listen'] },
  { id: 'own-answer', must: 'answer_buyer', within: { value: 1, unit: 'working_days', from: 'requested_at' }, by: 'seller', borne_by: 'seller' },
);
const kinds = new Set();
for (const flawed of [
  pack,
  of({ id: 'own-over', steps: ['listen'], valid_until: '2026-01-01' }),
  of({ id: 'own-without', when: { complaint: 'damaged' }, must_not: 'ask_photos', sources: [{ title: 'Ours', locator: '1' }] }),
  of({ id: 'own-one', when: { complaint: 'changed_mind' }, remedy: 'return_and_refund' }, { id: 'own-other', when: { complaint: 'changed_mind', platform: 'taobao' }, remedy: 'renegotiate', alternatives: ['ask_reason'] }),
]) {
  add('Pack', flawed);
  const found = audit(flawed, { now, lang: 'en' });
  found.findings.forEach(({ kind }) => kinds.add(kind));
  add('Audit', found);
}
if (kinds.size < 3) throw new Error(`only these findings: ${[...kinds]}`);
add('Audit', audit());
add('Audit', audit({ id: 1, layer: 'law', rules: [{}] }));
const changed = difference(null, pack, { lang: 'en' });
if (changed.groups.length < 4) throw new Error('the packs differ in several groups');
add('Difference', changed);
const advised = advise({ platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'damaged', evidence: 'confirmed', order_value: { minor: 5000, currency: 'CNY' }, requested_at: now }, { now, shop: { pack, settings: { high_value: { CNY: 1 } } } });
add('Advice', advised);

const types = 'Advice, Audit, Case, Check, Difference, Form, Options, Pack, RuleInfo';
await writeFile(program, `import type { ${types} } from 'aftersales';\n\n${lines.join('\n')}\n`);
console.log(`${lines.length} values`);
