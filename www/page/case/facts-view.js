// The left side: the facts of the case, from the place to the details.

import { chipView, problemView, problemsView } from './choice-view.js';
import { complaintView } from './complaint-view.js';
import { detailsView } from './details-view.js';
import { h } from '../dom/dom.js';
import { questionsView } from './questions-view.js';
import { formatList } from '../dom/words.js';

/** The whole side. On the `first` drawing without complaints. */
export function factsView(page, first) {
  const stated = !page.unstated;
  return h('section', { class: 'facts', part: 'facts', 'aria-label': page.t('facts.title'), inert: page.covered },
    h('h2', { class: 'aside' }, page.t('facts.title')),
    page.intro && introView(page),
    strayProblems(page),
    placeView(page),
    journeyView(page),
    !first && complaintView(page),
    stated && questionsView(page),
    stated && detailsView(page),
    stated && asidesView(page));
}

function introView(page) {
  return h('div', { class: 'intro' },
    h('span', null, page.t('intro.text')), ' ',
    h('button', { class: 'quiet', type: 'button', onclick: () => page.showExample() }, page.t('intro.example')));
}

/** Problems that no field of this side shows. */
function strayProblems(page) {
  const shown = new Set([...page.facts.keys(), 'names']);
  const stray = page.problems.filter((problem) => !shown.has(problem.path.split('/')[1]));
  return stray.length > 0 && h('div', { class: 'problem', role: 'alert' },
    stray.map(problemView));
}

/** Platform and region, always as two fields of the same size, so that nothing under them moves. */
function placeView(page) {
  const codes = ['platform', 'buyer_region'].filter((code) => page.facts.get(code).applies !== false);
  return h('div', { class: 'place', key: 'place', 'data-fact': 'platform' }, codes.map((code) => selectView(page, code)));
}

function selectView(page, code) {
  const fact = page.facts.get(code);
  return h('div', { class: 'field', key: code },
    h('label', { for: `field-${code}` }, fact.label),
    h('select', {
      id: `field-${code}`, value: page.case[code] ?? '', class: page.case[code] === undefined ? 'unset' : null,
      'aria-describedby': page.problemsAt(code).length > 0 ? `problem-${code}` : null,
      onchange: (event) => page.state(code, event.target.value || undefined),
    },
      h('option', { value: '', key: '' }, page.t('place.choose')),
      fact.values.map((value) => h('option', { value: value.code, key: value.code }, value.label))),
    problemsView(page, code));
}

/** The states of the order as stations on the way of the parcel, and its end. */
function journeyView(page) {
  const fact = page.facts.get('order_state');
  if (fact.applies === false) return null;
  const at = fact.values.findIndex((value) => value.code === page.case.order_state);
  return h('fieldset', {
    class: `choice journey ${page.current === 'order_state' ? 'current' : ''}`, key: 'journey', 'data-fact': 'order_state',
    'aria-describedby': page.problemsAt('order_state').length > 0 ? 'problem-order_state' : null,
  },
    h('legend', null, page.t('journey.title')),
    h('div', { class: 'way' },
      fact.values.map((value, index) => chipView(page, 'order_state', value, { icon: value.code, before: index < at && value.code !== 'completed' }))),
    problemsView(page, 'order_state'));
}

/** Facts that cannot change the answer, and stated facts that do not apply. */
function asidesView(page) {
  const label = (code) => page.facts.get(code)?.label ?? code;
  const { irrelevant } = page.advice;
  return h('div', { class: 'asides' },
    irrelevant.length > 0 && h('p', { class: 'note' },
      page.t('facts.irrelevant', { facts: formatList(page, irrelevant.map(label)) })),
    page.idleFacts.map((code) => h('p', { class: 'note idle', key: code },
      page.t('facts.idle', { fact: label(code), stated: page.labelOf(code, page.case[code]) }), ' ',
      h('button', { class: 'quiet', type: 'button', onclick: () => page.state(code, undefined) }, page.t('facts.forget')))));
}

/** The stated facts as a list, for print. */
export function printedFactsView(page) {
  return h('dl', { class: 'print-only printed-facts' }, page.settled && page.statedFacts.map(({ code, label, value }) => [
    h('dt', { key: code }, label),
    h('dd', { key: code }, value),
  ]));
}
