// What the declarations must not allow: each line that follows a mark is a mistake, and a mark
// without one is a mistake as well.

import { advise, audit, check, difference, form, rules } from 'aftersales';
import type { Act, Advice, Case, Options, Pack, Rule } from 'aftersales';

declare const advice: Advice;

// @ts-expect-error a misspelt code
export const platform: Case = { platform: 'taoboa' };
// @ts-expect-error a code of another fact
export const complaint: Case = { complaint: 'delivered' };
// @ts-expect-error a fact that there is not
export const colour: Case = { colour: 'red' };
// @ts-expect-error yes and no are codes
export const resolved: Case = { resolved: true };
// @ts-expect-error a number is no text
export const declined: Case = { offers_declined: '1' };
// @ts-expect-error an amount has a currency
export const amount: Case = { order_value: { minor: 1 } };
// @ts-expect-error an instant is a text
export const paid: Case = { paid_at: new Date() };
// @ts-expect-error a case is needed
advise();
// @ts-expect-error a list is no case
advise([{ complaint: 'damaged' }]);
// @ts-expect-error a misspelt option
export const lang: Options = { language: 'en' };
// @ts-expect-error a language without words
export const french: Options = { lang: 'fr' };
// @ts-expect-error a name that messages do not use
export const named: Options = { names: { seller: 'Li' } };
// @ts-expect-error a shop's pack stands in its own layer
export const law: Pack = { id: 'own', layer: 'law', rules: [] };
// @ts-expect-error a rule has an id
export const nameless: Rule = { remedy: 'ask_reason' };
// @ts-expect-error a remedy that there is not
export const remedy: Rule = { id: 'own', remedy: 'sue' };
// @ts-expect-error an act that there is not
export const act: Rule = { id: 'own', must: 'smile' };
// @ts-expect-error a condition on a code of another fact
export const when: Rule = { id: 'own', when: { order_state: 'damaged' } };
// @ts-expect-error bounds on a choice
export const bounds: Rule = { id: 'own', when: { order_state: { at_least: 1 } } };
// @ts-expect-error a code for a number
export const number: Rule = { id: 'own', when: { offers_declined: 'none' } };
// @ts-expect-error a unit that there is not
export const period: Rule = { id: 'own', must: 'answer_buyer', within: { value: 1, unit: 'weeks', from: 'paid_at' } };
// @ts-expect-error a field that answers do not have
advice.verdict;
// @ts-expect-error while it is open there is no remedy
advice.remedy.code;
// @ts-expect-error a code that no remedy has
export const same: boolean = advice.remedy?.code === 'refund';
// @ts-expect-error shared parts are frozen
advice.steps[0]!.text = 'Something else';
// @ts-expect-error and so are shared lists
advice.duties[0]!.sources.pop();
// @ts-expect-error a remedy is no act
export const done: Act = 'swap_wrong_item';
// @ts-expect-error a case is no language
form({ complaint: 'damaged' });
// @ts-expect-error there is one list of rules
rules('en').rules;
// @ts-expect-error both sides are needed
difference(null);
// @ts-expect-error a plan is needed
check({ complaint: 'damaged' });
// @ts-expect-error a remedy is no act of a plan
check({ complaint: 'damaged' }, { acts: ['replace_damaged'] });
// @ts-expect-error options are no pack
audit({ lang: 'en' });
