// The fields for amounts and times.

import { problemsView } from '../../case/choice-view.js';
import { amountsIn, timesIn } from '../../case/details-view.js';
import { h } from '../../dom/dom.js';
import { timeView } from '../../case/time-view.js';
import { formatOffset } from '../../dom/words.js';

export function detailFields(page) {
  const times = timesIn(page);
  return [
    amountsIn(page).map((fact) => amountView(page, fact)),
    times.length > 0 && h('p', { class: 'note' }, page.t('details.clock', { offset: formatOffset(new Date()) })),
    h('div', { class: 'times' }, times.map((fact) => timeView(page, fact, fact.label))),
  ];
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
