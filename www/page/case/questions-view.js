// The questions that still matter, the one that settles most first, with the answered ones in their places.

import { choiceView, problemsView } from './choice-view.js';
import { h } from '../dom/dom.js';
import { timeView } from './time-view.js';

/** The first open question, the answered ones, and a button for the others. */
export function questionsView(page) {
  const shop = Object.entries(page.shopFacts);
  if (page.questions.length === 0 && shop.length === 0) return null;
  const { openQuestion: first } = page;
  const hidden = page.questions.filter((code) => page.case[code] === undefined && code !== first);
  const shown = page.questions.filter((code) => page.more || !hidden.includes(code));
  return h('div', { class: 'questions' },
    shown.map((code) => questionView(page, code)),
    hidden.length > 0 && h('button', {
      class: 'quiet', type: 'button', 'aria-expanded': String(page.more),
      onclick: () => page.showMore(!page.more),
    }, page.more ? page.t('questions.fewer') : page.t('questions.more', { n: hidden.length })),
    shop.map(([code, value]) => choiceView(page, code, { legend: page.facts.get(code).label, unknown: true, shop: value })));
}

function questionView(page, code) {
  const fact = page.facts.get(code);
  const asked = page.advice.ask.find((question) => question.fact === code);
  const legend = asked?.question ?? fact.ask ?? fact.label;
  const note = asked && [asked.who === 'buyer' && h('span', { class: 'who' }, page.t('who.buyer')), h('span', { class: 'reason' }, asked.why)];
  if (fact.kind === 'time') return h('div', { class: 'choice', key: code, 'data-fact': code }, timeView(page, fact, legend), h('p', { class: 'note' }, note));
  if (!fact.values) return numberView(page, fact, { legend, note, assumed: asked?.assumed });
  return choiceView(page, code, { legend, note, unknown: true, assumed: asked?.assumed, current: page.current === code });
}

function numberView(page, fact, { legend, note, assumed }) {
  const { code } = fact;
  return h('div', { class: 'choice field', key: code, 'data-fact': code },
    h('label', { for: `field-${code}` }, legend),
    h('input', {
      id: `field-${code}`, type: 'number', inputmode: 'numeric', min: '0', step: '1',
      value: page.case[code] === undefined ? '' : String(page.case[code]),
      placeholder: assumed === undefined ? page.t('choice.unknown') : `${assumed} (${page.t('choice.assumed')})`,
      'aria-describedby': `note-${code} problem-${code}`,
      oninput: (event) => page.state(code, event.target.value === '' ? undefined : Number(event.target.value)),
    }),
    h('p', { class: 'note', id: `note-${code}` }, note),
    problemsView(page, code));
}
