// Details that refine the answer: the amounts and the times.

import { problemsView } from './choice-view.js';
import { h } from './dom.js';
import { formatOffset, instantOf, localOf } from './words.js';

export function detailsView(page) {
  const facts = [...page.facts.values()].filter((fact) => fact.applies !== false || page.case[fact.code] !== undefined);
  const amounts = facts.filter((fact) => fact.kind === 'money');
  const times = facts.filter(({ code, kind }) => kind === 'time' && !page.questions.includes(code));
  const stated = [...amounts, ...times].filter((fact) => page.case[fact.code] !== undefined).length;
  // The fields are drawn when they are open, since time fields are slow to create.
  const open = page.detailsOpen || [...amounts, ...times].some((fact) => page.problemsAt(fact.code).length > 0);
  return h('details', { class: 'fold details', open, ontoggle: (event) => page.setDetails(event.currentTarget.open) },
    h('summary', null, stated > 0 ? page.t('details.told', { n: stated }) : page.t('details.title')),
    open && [
      amounts.map((fact) => amountView(page, fact)),
      times.length > 0 && h('p', { class: 'note' }, page.t('details.clock', { offset: formatOffset(new Date()) })),
      h('div', { class: 'times' }, times.map((fact) => timeView(page, fact, fact.label))),
    ]);
}

function amountView(page, fact) {
  const { code, values: currencies } = fact;
  const known = (currency) => currencies.find((other) => other.code === currency);
  // An unknown currency, as from a link, is shown by its problem.
  const digitsOf = (currency) => known(currency)?.digits ?? 2;
  const shown = page.shownAmount(code, digitsOf);
  // All amounts of a case have the same currency.
  const currency = [shown.currency, page.case.order_value?.currency, fact.starts_at].find(known) ?? currencies[0].code;
  const note = `note-${code}`;
  return h('fieldset', { class: 'choice amount', key: code, 'data-amount': code },
    h('legend', null, fact.label),
    h('div', { class: 'joined' },
      h('input', {
        type: 'text', inputmode: 'decimal', autocomplete: 'off', value: shown.text,
        'aria-label': fact.label, 'aria-invalid': shown.wrong && 'true', 'aria-describedby': note,
        oninput: (event) => page.setAmount(code, event.target.value, currency),
      }),
      h('select', {
        'aria-label': page.t('details.currency'), value: currency,
        onchange: (event) => page.setAmount(code, shown.text, event.target.value),
      }, currencies.map((known) => h('option', { value: known.code, key: known.code }, known.label)))),
    h('p', { class: shown.wrong ? 'problem' : 'note', id: note }, shown.wrong ? page.t('details.not_amount') : fact.help),
    problemsView(page, code));
}

export function timeView(page, { code }, label) {
  const [day, hour] = localOf(page.case[code]).split(' ');
  // On change, not on input, since a partial date is not a date.
  const state = (day, hour) => page.state(code, instantOf(day, hour) ?? undefined);
  const describedby = page.problemsAt(code).length > 0 ? `problem-${code}` : null;
  return h('div', { class: 'field', key: code },
    h('label', { for: `field-${code}` }, label),
    h('div', { class: 'joined' },
      h('input', {
        id: `field-${code}`, type: 'date', value: day, 'aria-describedby': describedby,
        onchange: (event) => state(event.target.value, hour),
      }),
      h('input', {
        type: 'time', value: hour ?? '', 'aria-label': `${label}, ${page.t('details.hour')}`, title: page.t('details.hour'),
        disabled: !day, onchange: (event) => state(day, event.target.value),
      })),
    problemsView(page, code));
}
