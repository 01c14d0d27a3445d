// The form of the seller's own plan, and its verdict by the rules.

import { h } from '../../dom/dom.js';
import { ruleLink, sourcesView } from '../../answer/duties-view.js';
import { icon } from '../../dom/icons.js';
import { optionsView, pickView } from '../pick-view.js';
import { planOf } from './plan.js';
import { resultView } from '../result-view.js';
import { t } from '../texts.js';

/** The icon of each verdict. */
const ICONS = { against_rule: 'stop', less_than_owed: 'stop', more_than_usual: 'due', required: 'done', allowed: 'done' };

export function planView(page) {
  const plan = planOf(page);
  return h('div', { class: 'part plan', key: 'plan', 'data-plan': '' },
    h('h3', { tabindex: '-1' }, t(page, 'plan.title')),
    resultView(page, plan, plan.choices, (choices) => [
      h('p', { class: 'note', key: 'intro' }, t(page, 'plan.intro')),
      remedyField(page, plan, choices),
      actsField(page, plan, choices),
      plan.chosen && resultView(page, plan, plan.checked, (checked) => verdictView(page, checked)),
      h('button', { class: 'quiet', type: 'button', key: 'close', onclick: () => page.openPlan(false) }, t(page, 'plan.close')),
    ]));
}

function remedyField(page, plan, { remedies }) {
  return h('div', { class: 'field', key: 'remedy' },
    h('label', { for: 'plan-remedy' }, t(page, 'plan.remedy')),
    h('select', { id: 'plan-remedy', value: plan.remedy, onchange: (event) => plan.setRemedy(event.target.value) },
      h('option', { value: '', key: '' }, t(page, 'plan.none')),
      optionsView(page, remedies, likelyRemedies(page.advice))));
}

function actsField(page, plan, { acts }) {
  return pickView(page, {
    id: 'plan-act', label: t(page, 'plan.act'), options: acts, likely: likelyActs(page.advice), picked: plan.acts,
    add: (act) => plan.add(act), drop: (act) => plan.drop(act),
  });
}

/** The remedies that the answer names: its own, its fall-backs, and those that a change leads to. */
function likelyRemedies({ remedy, possible, alternatives, would_change: changes }) {
  return new Set([remedy?.code, ...[...possible, ...alternatives].map(({ code }) => code), ...changes.map((change) => change.remedy)]);
}

/** The acts that the answer names. */
function likelyActs({ steps, duties, goodwill }) {
  return new Set([...steps, ...duties, ...goodwill].map(({ act }) => act));
}

function verdictView(page, { verdict, verdict_text: text, items, problems }) {
  return h('div', { class: 'checked', key: 'checked' },
    h('p', { class: `verdict ${verdict}`, role: 'status' }, icon(ICONS[verdict]), h('strong', null, text)),
    problems.map((problem) => h('p', { class: 'problem', key: problem.path }, problem.message)),
    h('ul', { class: 'plain' }, items.map((item) => h('li', { key: item.act, class: item.verdict },
      h('p', null, h('span', { class: 'layer' }, item.verdict_text), ' ', item.act_text),
      item.text !== item.act_text && h('p', { class: 'note' }, item.text),
      sourcesView(page, item.sources),
      item.because.map((rule) => ruleLink(page, rule))))));
}
