// Details that sharpen the answer and are seldom at hand: what the order was worth, and when things happened.

import { problemsView } from './choice-view.js';
import { h } from './dom.js';
import { instantOf, localOf, minorDigits, offsetText } from './words.js';

/** Used while the form names no currencies of its own. */
const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'SGD', 'MYR', 'PHP', 'THB', 'VND', 'IDR', 'TWD', 'HKD'];

export function detailsView(page) {
  const facts = [...page.facts.values()].filter((fact) => fact.applies !== false || page.case[fact.code] !== undefined);
  const value = facts.find((fact) => fact.kind === 'money');
  const times = facts.filter((fact) => fact.kind === 'time');
  const told = [value, ...times].filter((fact) => fact && page.case[fact.code] !== undefined).length;
  return h('details', { class: 'fold details' },
    h('summary', null, told > 0 ? page.t('details.told', { n: told }) : page.t('details.title')),
    page.settled && [
      value && amountView(page, value),
      times.length > 0 && h('p', { class: 'note' }, page.t('details.clock', { offset: offsetText(new Date()) })),
      h('div', { class: 'times' }, times.map((fact) => timeView(page, fact))),
    ]);
}

function amountView(page, fact) {
  const currencies = fact.values ?? CURRENCIES.map((code) => ({ code, label: code }));
  const digitsOf = (currency) => currencies.find((known) => known.code === currency)?.digits ?? minorDigits(currency);
  const shown = page.valueShown(digitsOf);
  const currency = shown.currency ?? fact.starts_at ?? currencies[0].code;
  const wrong = shown.wrong;
  return h('fieldset', { class: 'choice amount' },
    h('legend', null, fact.label),
    h('div', { class: 'joined' },
      h('input', {
        type: 'text', inputmode: 'decimal', autocomplete: 'off', value: shown.text,
        'aria-label': fact.label, 'aria-invalid': wrong && 'true', 'aria-describedby': 'note-amount',
        oninput: (event) => page.value(event.target.value, currency, digitsOf(currency)),
      }),
      h('select', {
        'aria-label': page.t('details.currency'), value: currency,
        onchange: (event) => page.value(shown.text, event.target.value, digitsOf(event.target.value)),
      }, currencies.map((known) => h('option', { value: known.code, key: known.code }, known.label)))),
    h('p', { class: wrong ? 'problem' : 'note', id: 'note-amount' }, wrong ? page.t('details.not_amount') : fact.help),
    problemsView(page, fact.code));
}

function timeView(page, fact) {
  const { code } = fact;
  return h('div', { class: 'field', key: code },
    h('label', { for: `field-${code}` }, fact.label),
    h('input', {
      id: `field-${code}`, type: 'datetime-local', value: localOf(page.case[code]),
      'aria-describedby': page.problemsAt(code).length > 0 ? `problem-${code}` : null,
      // Read when the field is left or complete: half a date is not a date.
      onchange: (event) => page.state(code, instantOf(event.target.value) ?? undefined),
    }),
    problemsView(page, code));
}
