// The forms of the shop's own settings: amounts by currency, shares of the order's value, texts by language.

import { h } from './dom.js';
import { engine } from './engine.js';
import { resultView } from './result-view.js';
import { said } from './said.js';
import { plainAmount } from './words.js';

/** How many offers have an amount or a share of their own. */
const COUPONS = 2;
const REFUNDS = 3;

export function shopSettingsView(page, policy, workshop) {
  return h('details', { class: 'fold', key: 'settings', 'data-shop': 'settings' },
    h('summary', null, said(page, 'shop.settings')),
    h('p', { class: 'note' }, said(page, 'shop.settings.about')),
    amountsView(page, workshop),
    sharesView(page, workshop),
    goodwillView(page, policy, workshop),
    textsView(page, workshop),
    languagesView(page, workshop));
}

/** The offers that messages make by themselves. */
function goodwillView(page, policy, workshop) {
  const chosen = listAt(workshop, 'goodwill');
  const choose = (code, on) => {
    const next = chosen.filter((other) => other !== code).concat(on ? code : []);
    workshop.set(next.length > 0 ? next : undefined, 'goodwill');
  };
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, said(page, 'shop.goodwill')),
    h('p', { class: 'note' }, said(page, 'shop.goodwill.about')),
    resultView(page, policy, policy.offers, (offers) => offers.map(([code, text]) => h('label', { class: 'tick', key: code },
      h('input', {
        type: 'checkbox', checked: chosen.includes(code), 'data-offer': code,
        onchange: (event) => choose(code, event.target.checked),
      }),
      h('span', null, text)))));
}

function amountsView(page, workshop) {
  const { values: currencies, starts_at: usual } = page.facts.get('order_value');
  const known = currencies.find(({ code }) => code === workshop.currency)
    ?? currencies.find(({ code }) => code === (Object.keys(workshop.setting('high_value') ?? workshop.setting('coupon') ?? {})[0] ?? usual)) ?? currencies[0];
  const { code: currency, digits } = known;
  const coupons = listAt(workshop, 'coupon', currency);
  const coupon = (at) => (minor) => putAt(workshop, at, minor, 'coupon', currency);
  const amount = (key, value, write) => amountField(page, workshop, { key: `${key}-${currency}`, label: said(page, `shop.${key}`), value, currency, digits, write });
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, said(page, 'shop.amounts')),
    h('div', { class: 'field', key: 'currency' },
      h('label', { for: 'shop-currency' }, page.t('details.currency')),
      h('select', { id: 'shop-currency', value: currency, onchange: (event) => workshop.choose('currency', event.target.value) },
        currencies.map(({ code, label }) => h('option', { value: code, key: code }, label)))),
    amount('high_value', workshop.setting('high_value', currency), (minor) => workshop.set(minor, 'high_value', currency)),
    Array.from({ length: COUPONS }, (_, at) => amount(`coupon.${at + 1}`, coupons[at], coupon(at))));
}

/** A setting that is a list; whatever else stands there is its only member. */
function listAt(workshop, ...keys) {
  return [workshop.setting(...keys) ?? []].flat();
}

/** Writes one place of a list; places left empty close up. */
function putAt(workshop, at, value, ...keys) {
  const list = [...listAt(workshop, ...keys)];
  list[at] = value;
  const members = list.filter((member) => member !== undefined);
  workshop.set(members.length > 0 ? members : undefined, ...keys);
}

function amountField(page, workshop, { key, label, value, currency, digits, write }) {
  const typed = workshop.typed.get(key);
  const id = `shop-${key.replaceAll('.', '-')}`;
  return h('div', { class: 'field', key },
    h('label', { for: id }, label),
    h('input', {
      id, type: 'text', inputmode: 'decimal', autocomplete: 'off', 'aria-invalid': typed !== undefined && 'true',
      value: typed ?? (Number.isInteger(value) ? plainAmount(value, digits) : (value ?? '')),
      // Read when the field is left: half an amount is another amount.
      onchange: ({ target: { value: text } }) => {
        const read = engine.read_amount(text, currency);
        // An amount of another currency is none of this one.
        const minor = read?.currency === currency ? read.minor : undefined;
        const empty = text.trim() === '';
        workshop.mistyped(key, !empty && minor === undefined ? text : undefined);
        if (empty || minor !== undefined) write(minor);
      },
    }),
    typed !== undefined && h('p', { class: 'problem', role: 'alert' }, page.t('details.not_amount')));
}

function sharesView(page, workshop) {
  const refunds = listAt(workshop, 'partial_refund');
  const refund = (at) => (share) => putAt(workshop, at, share, 'partial_refund');
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, said(page, 'shop.shares')),
    Array.from({ length: REFUNDS }, (_, at) => shareField(page, `partial_refund.${at + 1}`, refunds[at], refund(at))),
    shareField(page, 'coupon_most', workshop.setting('coupon_most'), (share) => workshop.set(share, 'coupon_most')));
}

function shareField(page, key, value, write) {
  const id = `shop-${key.replaceAll('.', '-')}`;
  return h('div', { class: 'field', key },
    h('label', { for: id }, said(page, `shop.${key}`)),
    h('input', {
      id, type: 'text', inputmode: 'numeric', autocomplete: 'off', value: value ?? '',
      // What is no number is kept as it is: the check says what is wrong with it.
      onchange: ({ target: { value: text } }) => write(text.trim() === '' ? undefined : /^\d{1,9}$/.test(text.trim()) ? Number(text) : text),
    }));
}

function textsView(page, workshop) {
  const lang = workshop.lang || page.message_lang || page.lang;
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, said(page, 'shop.texts')),
    h('div', { class: 'field', key: 'lang' },
      h('label', { for: 'shop-texts-lang' }, said(page, 'shop.texts.lang')),
      h('select', { id: 'shop-texts-lang', value: lang, onchange: (event) => workshop.choose('lang', event.target.value) },
        page.languages.map((code) => h('option', { value: code, key: code }, page.t(`language.${code}`))))),
    ['gift', 'signature', 'hours'].map((key) => h('div', { class: 'field', key: `${key}-${lang}` },
      h('label', { for: `shop-${key}` }, said(page, `shop.${key}`)),
      h('input', {
        id: `shop-${key}`, type: 'text', lang, dir: 'auto', autocomplete: 'off', maxlength: '200', value: workshop.setting(key, lang) ?? '',
        oninput: (event) => workshop.set(event.target.value || undefined, key, lang),
      }))));
}

function languagesView(page, workshop) {
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, said(page, 'shop.languages')),
    ['lang', 'message_lang'].map((key) => h('div', { class: 'field', key },
      h('label', { for: `shop-${key}` }, said(page, `shop.${key}`)),
      h('select', { id: `shop-${key}`, value: workshop.setting(key) ?? '', onchange: (event) => workshop.set(event.target.value || undefined, key) },
        h('option', { value: '', key: '' }, said(page, 'shop.unset')),
        page.languages.map((code) => h('option', { value: code, key: code }, page.t(`language.${code}`)))))));
}
