// The message in its own language, which the person can edit, with fields for names.

import { problemsView } from '../case/choice-view.js';
import { h } from '../dom/dom.js';
import { amountView } from './duties-view.js';
import { icon } from '../dom/icons.js';
import { languageSelect } from '../dom/language-select.js';

/** The names in the order of their fields; the library says which ones are needed. */
const NAMES = ['buyer', 'shop', 'order', 'item', 'tracking', 'carrier', 'new_address', 'amount', 'date'];

export function messageView(page) {
  const { message } = page.advice;
  if (!message.text) return null;
  const text = page.messageText;
  const actions = h('div', { class: 'actions', key: 'actions' }, copyButton(page, 'primary'));
  return h('div', { class: 'part message', part: 'message' },
    h('div', { class: 'message-head' },
      h('h3', null, page.t(`message.to.${message.to ?? 'buyer'}`)),
      languageView(page)),
    // Above the text, since a long letter may end below the first screen.
    page.wide && actions,
    h('textarea', {
      'aria-label': page.t(`message.to.${message.to ?? 'buyer'}`), 'aria-describedby': 'message-note',
      value: text, lang: message.lang, dir: 'auto', spellcheck: 'false', rows: String(rowsOf(text)),
      oninput: (event) => page.editMessage(event.target.value),
    }),
    h('p', { class: 'print-only', lang: message.lang, dir: 'auto' }, text),
    // Below the text, since few messages need another channel or tone than the shop's.
    h('div', { class: 'message-style' }, styleView(page, 'channel', message.channels), styleView(page, 'tone', message.tones)),
    h('p', { class: 'note message-note', id: 'message-note' },
      h('span', null, page.t([...text].length > message.limit ? 'message.limit' : 'message.length', { n: [...text].length, max: message.limit })),
      page.order.draft && h('span', { key: 'edited' }, ` · ${page.t('message.edited')} `,
        h('button', { class: 'quiet', type: 'button', onclick: () => page.editMessage(null) }, page.t('message.reset'))),
      page.order.lost && h('span', { key: 'lost' }, ` · ${page.t('message.lost')} `,
        h('button', { class: 'quiet', type: 'button', onclick: () => page.editMessage(page.order.lost) }, page.t('message.restore')))),
    !page.wide && actions,
    goodwillView(page),
    namesView(page));
}

/** Goodwill offers, each of which can be added to the message. */
function goodwillView(page) {
  const { goodwill } = page.advice;
  return goodwill.length > 0 && h('fieldset', { class: 'goodwill' },
    h('legend', null, page.t('goodwill.title')),
    goodwill.map((offer) => h('label', { key: offer.act },
      h('input', {
        type: 'checkbox', checked: offer.in_message, 'data-offer': offer.act,
        onchange: (event) => page.setOffer(offer.act, event.target.checked),
      }),
      h('span', null, offer.text, amountView(offer)))),
    h('p', { class: 'note' }, page.t('goodwill.note')));
}

/** The button that copies the message and shows whether that worked. */
export function copyButton(page, kind) {
  if (!page.advice.message.text) return null;
  const worked = page.copy === 'done';
  return h('button', { class: `${kind} copy`, type: 'button', key: 'copy', onclick: () => page.copyMessage() },
    icon(worked ? 'done' : 'copy'),
    h('span', null, page.t(page.copy ? `copy.${page.copy}` : 'copy.action')));
}

function languageView(page) {
  return h('label', { class: 'message-language' },
    h('span', { class: 'aside' }, page.t('message.language')),
    languageSelect(page, page.languages.messageTag(page.advice.message.lang), { onchange: (event) => page.setMessageLang(event.target.value) }, true));
}

/** The switch between the channels, or the tones, that make sense for the message. */
function styleView(page, what, codes) {
  return codes.length > 1 && h('select', {
    key: what, 'aria-label': page.t(`message.${what}`), value: page.advice.message[what],
    onchange: (event) => page.setStyle(what, event.target.value),
  }, codes.map((code) => h('option', { value: code, key: code }, page.t(`message.${what}.${code}`))));
}

/** Fields for the names that the message needs, and for those already given. */
function namesView(page) {
  const wanted = new Set([...page.advice.message.needs, ...Object.keys(page.order.names)]);
  const codes = [...NAMES.filter((code) => wanted.has(code)), ...[...wanted].filter((code) => !NAMES.includes(code))];
  return codes.length > 0 && h('div', { class: 'names' },
    h('p', { class: 'note' }, page.t('names.note')),
    h('div', { class: 'names-grid' }, codes.map((code) => h('div', { class: 'field', key: code },
      h('label', { for: `name-${code}` }, page.t(`name.${code}`)),
      h('input', {
        id: `name-${code}`, type: 'text', autocomplete: 'off', dir: 'auto', value: page.order.names[code] ?? '',
        'aria-describedby': page.problemsAt(`names/${code}`).length > 0 ? `problem-names/${code}` : null,
        oninput: (event) => page.setName(code, event.target.value),
      }),
      problemsView(page, `names/${code}`)))));
}

/** The number of rows, for browsers that do not size a field by its content. */
function rowsOf(text) {
  // Chinese characters are twice as wide.
  const width = (line) => [...line].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
  return text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(width(line) / 44), 1);
}
