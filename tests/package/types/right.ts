// What the declarations must allow. It is run, too: none of it may bring a problem.

import init, {
  add_words, advise, audit, brief, check, decide_many, difference, form, has_words, initSync, languages, pack_from_csv, pack_to_csv, preferred_language, remedies, rules, shop, words,
} from 'aftersales';
import type {
  Act, Advice, Audit, Brief, Case, Check, CheckItem, Conditions, Difference, Duty, FieldCode, Form, FormFact, Language, Money, NameCode, Options, Pack, Plan, Problem,
  RemedyCode, Rule, RuleId, RuleInfo, SheetRead, ShopRules, Source, Step, Verified, Within,
} from 'aftersales';

await init();

const value: Money = { minor: 9900, currency: 'CNY' };
const facts: Case = {
  platform: 'taobao',
  buyer_region: 'cn',
  order_state: 'delivered',
  complaint: 'damaged',
  evidence: 'confirmed',
  offers_declined: 1,
  order_value: value,
  item_price: value,
  return_freight: value,
  delivered_at: '2026-11-19T10:00:00+08:00',
  requested_at: '2026-11-20T09:30:00+08:00',
  now: '2026-11-20T14:00:00+08:00',
};
const within: Within = { value: 48, unit: 'hours', from: 'requested_at' };
const when: Conditions = {
  platform: 'taobao',
  complaint: ['damaged', 'wrong_item'],
  evidence: { not: ['refuted', 'awaited'] },
  offers_declined: 0,
  days_since_delivery: { at_least: 1, less_than: 8 },
};
const own: Rule[] = [
  { id: 'own-answer', when, must: 'answer_buyer', within, by: 'seller', sources: ['S002-13', { title: 'Our promise', locator: '2' }] },
  { id: 'own-steps', when: { complaint: 'damaged' }, steps: ['keep_records'], valid_from: '2026-01-01', valid_until: '2030-12-31' },
];
const pack: Pack = { id: 'own', layer: 'shop', title: 'Our promises', rules: own };
const names: { [name in NameCode]?: string } = { buyer: 'Li Wei', order: '1234' };
const options: Options = {
  now: '2026-11-20T14:00:00+08:00',
  lang: 'en',
  message_lang: 'zh-Hant',
  names,
  shop: {
    settings: {
      high_value: { CNY: 50_000 },
      partial_refund: [10, 20],
      coupon: { CNY: [500, 800] },
      coupon_most: 20,
      facts: { fulfilment: 'platform', informed_of_withdrawal: 'yes' },
      gift: { en: 'a bookmark' },
      signature: { 'zh-Hans': '小李家' },
      hours: { en: 'We answer from 9 to 18 h.' },
      lang: 'en',
      message_lang: 'zh-Hans',
    },
    pack,
  },
};

const advice: Advice = advise(facts, options);
const nothing: Advice = advise({});
const short: Brief = brief(facts, options);
const shortCode: RemedyCode | undefined = short.remedy?.code;
const problems: Problem[] = [...advice.problems, ...nothing.problems];

// An answer leads on to the next case, and what it shows is typed to the last code.
const next: Case = { ...facts, ...advice.next[0]?.set, ...advice.would_change[0]?.set };
const code: RemedyCode | undefined = advice.remedy?.code;
const steps: readonly Step[] = advice.steps;
const acts: Act[] = steps.map(({ act }) => act);
const due: (string | undefined)[] = advice.duties.map((duty: Duty) => duty.due);
const cited: readonly Source[] = advice.duties.flatMap(({ sources }) => sources);
// The event `requested_at` may be asked for, too.
const asked: FieldCode[] = advice.ask.map(({ fact }) => fact);
const because: readonly RuleId[] = advice.because.map(({ rule }) => rule);
const verified: Set<Verified> = new Set(cited.map(({ verified }) => verified));
const open: boolean = advice.status === 'open';

const fields: FormFact[] = form('en').facts;
const beside: Form = form('zh-Hans', facts);
const known: Language[] = languages();
const shipped: RuleInfo[] = rules('en');
// What is shipped is written as a pack is.
const written: Rule[] = shipped;
const audited: Audit = audit(pack, { lang: 'en' });
const of_the_shipped: Audit = audit();
const inForce: ShopRules = shop(pack, { lang: 'en' });
const standing: readonly number[] = inForce.admission.standing;
const ofTheShop: Advice = inForce.advise(facts, { lang: 'en' });
const changed: Difference = difference(null, pack);
const witness: Case | undefined = audited.findings[0]?.witness ?? changed.groups[0]?.witness;
problems.push(...audited.problems, ...changed.problems, ...ofTheShop.problems, ...of_the_shipped.problems, ...advise(next).problems);

const table: string = pack_to_csv({ ...pack, settings: { high_value: { CNY: 50_000 } } });
const sheet: SheetRead = pack_from_csv(table, { lang: 'zh-Hans' });
const again: Pack = sheet.pack;
const places: [number | undefined, string | undefined][] = sheet.problems.map(({ row, column }) => [row, column]);
problems.push(...sheet.problems, ...audit(again).problems);

const plan: Plan = { remedy: 'replace_damaged', acts: ['apologise', 'keep_records'] };
const checked: Check = check(facts, plan, options);
const items: CheckItem[] = check(facts, { remedy: 'decline_return' }).items;
problems.push(...checked.problems, ...check(facts, { acts: [] }).problems);
const against: boolean = checked.verdict === 'against_rule';

const many: Uint16Array | undefined = decide_many(new Uint16Array(fields.length));
const title: string | undefined = words('en')['title'];
const there: boolean = has_words('en') && has_words('en', { platform: 'ebay' }) && has_words('en', null);
const preferred: Language = preferred_language();
const all: RemedyCode[] = remedies();
const more: (lang: Language, module: WebAssembly.Module) => boolean = add_words;
const sync: (module: { module: BufferSource }) => unknown = initSync;

if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
if (!code || !witness || all.length < 40 || known.length !== 3 || written.length < 100 || acts.length === 0) throw new Error('something is missing');
export { against, asked, items, because, beside, due, many, more, open, places, preferred, shortCode, standing, sync, there, title, verified };
