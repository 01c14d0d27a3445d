// The dialog that lists the keys of the page.

import { h } from '../../dom/dom.js';
import { t } from '../texts.js';

/** The keys, each with the text of what it does. */
const KEYS = [['1 – 9', 'keys.choose'], ['C', 'keys.copy'], ['N', 'keys.next'], ['L', 'keys.cases'], ['/', 'keys.search'], ['?', 'keys.help']];

export function keysView(page) {
  return h('dialog', { class: 'settings', key: 'keys', onclose: () => page.openDialog(null), 'aria-labelledby': 'keys-title' },
    h('h2', { id: 'keys-title' }, t(page, 'keys.title')),
    h('dl', { class: 'keys' }, KEYS.map(([key, text]) => [
      h('dt', { key }, h('kbd', null, key)),
      h('dd', { key }, t(page, text)),
    ])),
    h('p', { class: 'note' }, t(page, 'keys.note')),
    h('div', { class: 'actions' },
      h('button', { class: 'primary', type: 'button', onclick: (event) => event.target.closest('dialog').close() }, t(page, 'keys.close'))));
}
