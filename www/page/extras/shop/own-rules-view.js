// The list of the shop's rules. The open one is a form.

import { h } from '../../dom/dom.js';
import { effectOf } from './pack-draft.js';
import { planOf } from '../plan/plan.js';
import { resultView } from '../result-view.js';
import { ruleForm } from './rule-form.js';
import { t } from '../texts.js';

export function ownRulesView(page, policy, packDraft) {
  const plan = planOf(page);
  return h('section', { class: 'own-rules', key: 'rules', 'data-shop': 'rules' },
    h('h3', null, t(page, 'shop.rules')),
    packDraft.rules.length === 0 && h('p', { class: 'note', key: 'none' }, t(page, 'shop.no_rules')),
    resultView(page, plan, plan.choices, (choices) => h('ul', { class: 'plain', key: 'list' },
      packDraft.rules.map((rule, at) => h('li', { key: String(at), 'data-own-rule': String(at) }, ruleView(page, policy, packDraft, at, choices))))),
    h('button', { class: 'secondary', type: 'button', key: 'add', onclick: () => packDraft.add() }, t(page, 'shop.add')));
}

function ruleView(page, policy, packDraft, at, choices) {
  const rule = packDraft.rules[at];
  // A value that is not an object cannot be shown in a form. The check reports it.
  const shown = typeof rule === 'object' && rule !== null && !Array.isArray(rule);
  const open = packDraft.open === at && shown;
  const { rules } = policy;
  return [
    h('div', { class: 'own-rule', key: 'head' },
      h('p', null, h('strong', null, shown ? effectText(page, rule, choices) : JSON.stringify(rule)), ' ',
        h('span', { class: 'note' }, shown && [rule.id, conditionsText(page, rule)].filter(Boolean).join(' · '))),
      shown && h('button', { class: 'quiet', type: 'button', 'aria-expanded': String(open), onclick: () => packDraft.unfold(open ? -1 : at) },
        t(page, open ? 'shop.fold' : 'shop.change'), h('span', { class: 'aside' }, ` ${rule.id ?? ''}`)),
      h('button', { class: 'quiet', type: 'button', onclick: () => packDraft.remove(at) },
        t(page, 'shop.remove'), h('span', { class: 'aside' }, ` ${rule?.id ?? ''}`))),
    open && h('div', { key: 'form' }, resultView(page, policy, rules, (known) => ruleForm(page, packDraft, at, choices, known))),
  ];
}

/** The effect of a rule in one line. */
function effectText(page, rule, { remedies, acts }) {
  const effect = effectOf(rule);
  const code = [rule[effect] ?? ''].flat()[0];
  const [, text] = (effect === 'remedy' ? remedies : acts).find(([other]) => other === code) ?? [];
  return effect === '' || !code ? t(page, 'shop.unwritten') : `${t(page, `form.effect.${effect}`)}: ${text ?? code}`;
}

/** The conditions of a rule in one line. */
function conditionsText(page, { when }) {
  const texts = Object.entries(when ?? {}).flatMap(([code, test]) => {
    const fact = page.facts.get(code);
    const not = typeof test === 'object' && !Array.isArray(test);
    if (!fact?.values || (not && !('not' in test))) return fact?.label ?? code;
    const labels = [test?.not ?? test].flat().map((one) => fact.values.find((value) => value.code === one)?.label ?? one);
    return labels.join(' / ');
  });
  return texts.join(', ');
}
