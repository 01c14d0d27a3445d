// How a case ended: cause, product, carrier and cost, with what is known filled in.

import { CAUSES } from './causes.js';
import { costOf } from './answered.js';
import { engine } from '../library/engine.js';
import { h } from '../dom/dom.js';
import { plainAmount } from '../state/typed-amounts.js';
import { t } from './texts.js';

export function closingView(page) {
  const { shown } = page.desk;
  const { form } = shown;
  const input = (name, more) => h('div', { class: 'field', key: name },
    h('label', { for: `closing-${name}` }, t(page, `closing.${name}`)),
    h('input', { id: `closing-${name}`, type: 'text', autocomplete: 'off', dir: 'auto', value: form[name], oninput: (event) => shown.fill({ [name]: event.target.value }), ...more }));
  const select = (name, pairs) => h('div', { class: 'field', key: name },
    h('label', { for: `closing-${name}` }, t(page, `closing.${name}`)),
    h('select', { id: `closing-${name}`, value: form[name], required: true, onchange: (event) => shown.fill({ [name]: event.target.value }) },
      pairs.map(([code, label]) => h('option', { value: code, key: code }, label))));
  return h('form', {
    class: 'closing', key: 'close', 'aria-label': t(page, 'case.close'),
    onsubmit: (event) => {
      event.preventDefault();
      close(page);
    },
  },
    select('cause', [['', page.t('place.choose')], ...CAUSES.map((code) => [code, t(page, `cause.${code}`)])]),
    input('product'),
    input('carrier'),
    h('div', { class: 'joined', key: 'cost' },
      input('cost', { inputmode: 'decimal', 'aria-invalid': form.wrong && 'true' }),
      select('currency', currenciesOf(page).map(({ code }) => [code, code]))),
    form.wrong && h('p', { class: 'problem', role: 'alert', key: 'wrong' }, t(page, 'closing.cost.wrong')),
    h('div', { class: 'actions' },
      h('button', { class: 'primary', type: 'submit', 'data-desk': 'closed' }, t(page, 'closing.done')),
      h('button', { class: 'secondary', type: 'button', onclick: () => shown.unfold('close') }, t(page, 'closing.cancel'))));
}

/** The form with what is known. */
export function closingForm(page, cause) {
  const { names } = page.order;
  const known = costOf(page);
  const currency = known?.currency ?? currencyOf(page);
  const { digits = 2 } = currenciesOf(page).find(({ code }) => code === currency) ?? {};
  return { cause, product: names.item ?? '', carrier: names.carrier ?? '', cost: known ? plainAmount(known.minor, digits) : '', currency };
}

/** Closes the case with what the form says, unless its amount cannot be read. */
function close(page) {
  const { shown } = page.desk;
  const { cause, product, carrier, cost, currency } = shown.form;
  const amount = cost.trim() === '' ? null : engine.read_amount(cost, currency);
  if (cost.trim() !== '' && !amount) shown.fill({ wrong: true });
  else shown.close({ cause, product: product.trim(), carrier: carrier.trim(), cost: amount, remedy: page.blank ? null : page.advice.remedy?.code ?? null });
}

/** The first amount of the form, for its currencies and the usual one of the place. */
function amountOf(page) {
  return [...page.facts.values()].find((fact) => fact.kind === 'money');
}

function currenciesOf(page) {
  return amountOf(page)?.values ?? [];
}

/** The currency of the stated amounts, else that of the place. */
function currencyOf(page) {
  const stated = Object.values(page.case).find((value) => value?.currency);
  return stated?.currency ?? amountOf(page)?.starts_at ?? currenciesOf(page)[0]?.code;
}
