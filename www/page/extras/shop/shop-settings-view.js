// The forms of the shop's settings: amounts by currency, shares of the order value, texts by language.

import { h } from '../../dom/dom.js';
import { engine } from '../../library/engine.js';
import { languageSelect } from '../../dom/language-select.js';
import { languageTable } from '../../language-table.js';
import { wordsOf } from '../../library/words-of.js';
import { resultView } from '../result-view.js';
import { t } from '../texts.js';
import { plainAmount } from '../../state/typed-amounts.js';

/** Number of offers with an amount or a share of their own. */
const COUPONS = 2;
const REFUNDS = 3;

export function shopSettingsView(page, policy, packDraft) {
  return h('details', { class: 'fold', key: 'settings', 'data-shop': 'settings' },
    h('summary', null, t(page, 'shop.settings')),
    h('p', { class: 'note' }, t(page, 'shop.settings.about')),
    amountsView(page, packDraft),
    sharesView(page, packDraft),
    factsView(page, packDraft),
    goodwillView(page, policy, packDraft),
    styleView(page, policy, packDraft),
    textsView(page, packDraft),
    languagesView(page, packDraft));
}

/** The facts that are true of all orders of the shop. */
function factsView(page, packDraft) {
  const facts = [...page.facts.values()].filter((fact) => fact.shop_wide);
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, t(page, 'shop.facts')),
    h('p', { class: 'note' }, t(page, 'shop.facts.about')),
    facts.map(({ code, label, values }) => h('div', { class: 'field', key: code },
      h('label', { for: `shop-fact-${code}` }, label),
      h('select', {
        id: `shop-fact-${code}`, value: packDraft.setting('facts', code) ?? '',
        onchange: (event) => packDraft.set(event.target.value || undefined, 'facts', code),
      },
        h('option', { value: '', key: '' }, t(page, 'shop.facts.differs')),
        values.map((value) => h('option', { value: value.code, key: value.code }, value.label))))));
}

/** The goodwill offers that messages make by default. */
function goodwillView(page, policy, packDraft) {
  const never = packDraft.setting('goodwill') === 'never';
  const chosen = listAt(packDraft, 'goodwill');
  const choose = (code, on) => {
    const next = chosen.filter((other) => other !== code).concat(on ? code : []);
    packDraft.set(next.length > 0 ? next : undefined, 'goodwill');
  };
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, t(page, 'shop.goodwill')),
    h('p', { class: 'note' }, t(page, 'shop.goodwill.about')),
    h('label', { class: 'tick', key: 'never' },
      h('input', {
        type: 'checkbox', checked: never, 'data-offer': 'never',
        onchange: (event) => packDraft.set(event.target.checked ? 'never' : undefined, 'goodwill'),
      }),
      h('span', null, t(page, 'shop.goodwill.never'))),
    !never && resultView(page, policy, policy.offers, (offers) => offers.map(([code, text]) => h('label', { class: 'tick', key: code },
      h('input', {
        type: 'checkbox', checked: chosen.includes(code), 'data-offer': code,
        onchange: (event) => choose(code, event.target.checked),
      }),
      h('span', null, text)))));
}

function amountsView(page, packDraft) {
  const { values: currencies, starts_at: usual } = page.facts.get('order_value');
  const known = currencies.find(({ code }) => code === packDraft.currency)
    ?? currencies.find(({ code }) => code === (Object.keys(packDraft.setting('high_value') ?? packDraft.setting('coupon') ?? {})[0] ?? usual)) ?? currencies[0];
  const { code: currency, digits } = known;
  const coupons = listAt(packDraft, 'coupon', currency);
  const coupon = (at) => (minor) => putAt(packDraft, at, minor, 'coupon', currency);
  const amount = (key, value, write) => amountField(page, packDraft, { key: `${key}-${currency}`, label: t(page, `shop.${key}`), value, currency, digits, write });
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, t(page, 'shop.amounts')),
    h('div', { class: 'field', key: 'currency' },
      h('label', { for: 'shop-currency' }, page.t('details.currency')),
      h('select', { id: 'shop-currency', value: currency, onchange: (event) => packDraft.choose('currency', event.target.value) },
        currencies.map(({ code, label }) => h('option', { value: code, key: code }, label)))),
    amount('high_value', packDraft.setting('high_value', currency), (minor) => packDraft.set(minor, 'high_value', currency)),
    Array.from({ length: COUPONS }, (_, at) => amount(`coupon.${at + 1}`, coupons[at], coupon(at))));
}

/** A setting as a list. A value that is not a list is its only member. */
function listAt(packDraft, ...keys) {
  return [packDraft.setting(...keys) ?? []].flat();
}

/** Sets one place of a list. Empty places are removed. */
function putAt(packDraft, at, value, ...keys) {
  const list = [...listAt(packDraft, ...keys)];
  list[at] = value;
  const members = list.filter((member) => member !== undefined);
  packDraft.set(members.length > 0 ? members : undefined, ...keys);
}

function amountField(page, packDraft, { key, label, value, currency, digits, write }) {
  const typed = packDraft.typed.get(key);
  const id = `shop-${key.replaceAll('.', '-')}`;
  return h('div', { class: 'field', key },
    h('label', { for: id }, label),
    h('input', {
      id, type: 'text', inputmode: 'decimal', autocomplete: 'off', 'aria-invalid': typed !== undefined && 'true',
      value: typed ?? (Number.isInteger(value) ? plainAmount(value, digits) : (value ?? '')),
      // On change, not on input, since a partial amount is another amount.
      onchange: ({ target: { value: text } }) => {
        const read = engine.read_amount(text, currency);
        // An amount in another currency is not accepted.
        const minor = read?.currency === currency ? read.minor : undefined;
        const empty = text.trim() === '';
        packDraft.setTyped(key, !empty && minor === undefined ? text : undefined);
        if (empty || minor !== undefined) write(minor);
      },
    }),
    typed !== undefined && h('p', { class: 'problem', role: 'alert' }, page.t('details.not_amount')));
}

function sharesView(page, packDraft) {
  const refunds = listAt(packDraft, 'partial_refund');
  const refund = (at) => (share) => putAt(packDraft, at, share, 'partial_refund');
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, t(page, 'shop.shares')),
    Array.from({ length: REFUNDS }, (_, at) => shareField(page, `partial_refund.${at + 1}`, refunds[at], refund(at))),
    shareField(page, 'coupon_most', packDraft.setting('coupon_most'), (share) => packDraft.set(share, 'coupon_most')));
}

function shareField(page, key, value, write) {
  const id = `shop-${key.replaceAll('.', '-')}`;
  return h('div', { class: 'field', key },
    h('label', { for: id }, t(page, `shop.${key}`)),
    h('input', {
      id, type: 'text', inputmode: 'numeric', autocomplete: 'off', value: value ?? '',
      // A text that is not a number is kept as it is, and the check reports it.
      onchange: ({ target: { value: text } }) => write(text.trim() === '' ? undefined : /^\d{1,9}$/.test(text.trim()) ? Number(text) : text),
    }));
}

function textsView(page, packDraft) {
  const lang = packDraft.lang || wordsOf(page.languages.message_lang) || page.lang;
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, t(page, 'shop.texts')),
    h('div', { class: 'field', key: 'lang' },
      h('label', { for: 'shop-texts-lang' }, t(page, 'shop.texts.lang')),
      languageSelect(page, lang, { id: 'shop-texts-lang', onchange: (event) => packDraft.choose('lang', event.target.value) })),
    ['greeting', 'closing', 'signature', 'hours', 'gift'].map((key) => h('div', { class: 'field', key: `${key}-${lang}` },
      h('label', { for: `shop-${key}` }, t(page, `shop.${key}`)),
      h('input', {
        id: `shop-${key}`, type: 'text', lang, dir: 'auto', autocomplete: 'off', maxlength: '200', value: packDraft.setting(key, lang) ?? '',
        oninput: (event) => packDraft.set(event.target.value || undefined, key, lang),
      }))));
}

/** Where messages are sent and what they sound like, unless the seller chooses otherwise beside one. */
function styleView(page, policy, packDraft) {
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, t(page, 'shop.style')),
    resultView(page, policy, policy.styles, (styles) => styles.map(([key, codes]) => h('div', { class: 'field', key },
      h('label', { for: `shop-${key}` }, page.t(`message.${key}`)),
      h('select', { id: `shop-${key}`, value: packDraft.setting(key) ?? '', onchange: (event) => packDraft.set(event.target.value || undefined, key) },
        h('option', { value: '', key: '' }, t(page, 'shop.unset')),
        codes.map((code) => h('option', { value: code, key: code }, page.t(`message.${key}.${code}`))))))));
}

function languagesView(page, packDraft) {
  return h('fieldset', { class: 'shop-part' },
    h('legend', null, t(page, 'shop.languages')),
    ['lang', 'message_lang'].map((key) => h('div', { class: 'field', key },
      h('label', { for: `shop-${key}` }, t(page, `shop.${key}`)),
      h('select', { id: `shop-${key}`, value: packDraft.setting(key) ?? '', onchange: (event) => packDraft.set(event.target.value || undefined, key) },
        h('option', { value: '', key: '' }, t(page, 'shop.unset')),
        page.languages.all.map((code) => h('option', { value: code, key: code }, languageTable[code].name))))));
}
