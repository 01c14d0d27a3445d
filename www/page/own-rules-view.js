// The shop's own rules, one under the other; the one that is open is a form.

import { h } from './dom.js';
import { planOf } from './plan.js';
import { resultView } from './result-view.js';
import { ruleForm } from './rule-form.js';
import { said } from './said.js';
import { effectOf } from './workshop.js';

export function ownRulesView(page, policy, workshop) {
  const plan = planOf(page);
  return h('section', { class: 'own-rules', key: 'rules', 'data-shop': 'rules' },
    h('h3', null, said(page, 'shop.rules')),
    workshop.rules.length === 0 && h('p', { class: 'note', key: 'none' }, said(page, 'shop.no_rules')),
    resultView(page, plan, plan.choices, (choices) => h('ul', { class: 'plain', key: 'list' },
      workshop.rules.map((rule, at) => h('li', { key: String(at), 'data-own-rule': String(at) }, ruleView(page, policy, workshop, at, choices))))),
    h('button', { class: 'secondary', type: 'button', key: 'add', onclick: () => workshop.add() }, said(page, 'shop.add')));
}

function ruleView(page, policy, workshop, at, choices) {
  const rule = workshop.rules[at];
  // What is no rule at all cannot be written in a form; the check says what it is.
  const shown = typeof rule === 'object' && rule !== null && !Array.isArray(rule);
  const open = workshop.open === at && shown;
  const { rules } = policy;
  return [
    h('div', { class: 'own-rule', key: 'head' },
      h('p', null, h('strong', null, shown ? effectText(page, rule, choices) : JSON.stringify(rule)), ' ',
        h('span', { class: 'note' }, shown && [rule.id, conditionsText(page, rule)].filter(Boolean).join(' · '))),
      shown && h('button', { class: 'quiet', type: 'button', 'aria-expanded': String(open), onclick: () => workshop.unfold(open ? -1 : at) },
        said(page, open ? 'shop.fold' : 'shop.change'), h('span', { class: 'aside' }, ` ${rule.id ?? ''}`)),
      h('button', { class: 'quiet', type: 'button', onclick: () => workshop.remove(at) },
        said(page, 'shop.remove'), h('span', { class: 'aside' }, ` ${rule?.id ?? ''}`))),
    open && h('div', { key: 'form' }, resultView(page, policy, rules, (known) => ruleForm(page, workshop, at, choices, known))),
  ];
}

/** What a rule does, in a line. */
function effectText(page, rule, { remedies, acts }) {
  const effect = effectOf(rule);
  const code = [rule[effect] ?? ''].flat()[0];
  const [, text] = (effect === 'remedy' ? remedies : acts).find(([other]) => other === code) ?? [];
  return effect === '' || !code ? said(page, 'shop.unwritten') : `${said(page, `form.effect.${effect}`)}: ${text ?? code}`;
}

/** When it holds: the values it asks, as far as they have names. */
function conditionsText(page, { when }) {
  const told = Object.entries(when ?? {}).flatMap(([code, test]) => {
    const fact = page.facts.get(code);
    const not = typeof test === 'object' && !Array.isArray(test);
    if (!fact?.values || (not && !('not' in test))) return fact?.label ?? code;
    const labels = [test?.not ?? test].flat().map((one) => fact.values.find((value) => value.code === one)?.label ?? one);
    return labels.join(' / ');
  });
  return told.join(', ');
}
