// The form of the seller's own plan, and its verdict by the rules.

import { h } from '../../dom/dom.js';
import { ruleLink, sourcesView } from '../../answer/duties-view.js';
import { icon } from '../../dom/icons.js';
import { optionsView, pickView } from '../pick-view.js';
import { planOf } from './plan.js';
import { resultView } from '../result-view.js';
import { t } from '../texts.js';

/** Number of remedies that are offered with one tap. */
const LIKELY = 6;

/** The icon of each verdict. */
const ICONS = { against_rule: 'stop', less_than_owed: 'stop', more_than_usual: 'due', required: 'done', allowed: 'done' };

export function planView(page) {
  const plan = planOf(page);
  return h('div', { class: 'part plan', key: 'plan', 'data-plan': '' },
    h('h3', { tabindex: '-1' }, t(page, 'plan.title')),
    resultView(page, plan, plan.choices, (choices) => [
      likelyView(page, plan),
      h('p', { class: 'note', key: 'intro' }, t(page, 'plan.intro')),
      remedyField(page, plan, choices),
      actsField(page, plan, choices),
      plan.chosen && resultView(page, plan, plan.checked, (checked) => verdictView(page, checked)),
      h('button', { class: 'quiet', type: 'button', key: 'close', onclick: () => page.openPlan(false) }, t(page, 'plan.close')),
    ]));
}

/** The fall-backs of the answer, or the remedies that are still possible, one tap each. */
function likelyView(page, plan) {
  const { status, possible, alternatives } = page.advice;
  const pairs = (status === 'open' ? possible : alternatives).slice(0, LIKELY).map(({ code, title }) => [code, title]);
  return pairs.length > 0 && h('div', { class: 'likely', key: 'likely', role: 'group', 'aria-label': t(page, 'plan.likely') }, pairs.map(([code, title]) => h('button', {
    class: 'pill', type: 'button', key: code, 'data-likely': code, 'aria-pressed': String(plan.remedy === code), onclick: () => plan.setRemedy(plan.remedy === code ? '' : code),
  }, title)));
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

/** The message of a plan that may be carried out. */
function messageView(page, message) {
  return h('div', { class: 'planned', key: 'message' },
    h('p', { class: 'letter', lang: message.lang, dir: 'auto' }, message.text),
    h('button', { class: 'primary', type: 'button', 'data-plan-copy': '', onclick: () => planOf(page).copy(message) }, icon('copy'), page.t('copy.action')));
}

function verdictView(page, { verdict, verdict_text: text, items, message, problems }) {
  return h('div', { class: 'checked', key: 'checked' },
    h('p', { class: `verdict ${verdict}`, role: 'status' }, icon(ICONS[verdict]), h('strong', null, text)),
    message && messageView(page, message),
    problems.map((problem) => h('p', { class: 'problem', key: problem.path }, problem.message)),
    h('ul', { class: 'plain' }, items.map((item) => h('li', { key: item.act, class: item.verdict },
      h('p', null, h('span', { class: 'layer' }, item.verdict_text), ' ', item.act_text),
      item.text !== item.act_text && h('p', { class: 'note' }, item.text),
      sourcesView(page, item.sources),
      item.because.map((rule) => ruleLink(page, rule))))));
}
