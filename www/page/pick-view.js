// Picks several of many options: a select adds one, and each picked one can be removed.

import { h } from './dom.js';
import { t } from './texts.js';

/** `options` are pairs of code and text; `picked` are codes in order, and an unknown one is shown as it is. */
export function pickView(page, { id, label, options, picked, add, drop }) {
  const textOf = new Map(options);
  return [
    h('div', { class: 'field', key: id },
      h('label', { for: id }, label),
      h('select', { id, value: '', onchange: (event) => event.target.value && add(event.target.value) },
        h('option', { value: '', key: '' }, t(page, 'pick.choose')),
        options.filter(([code]) => !picked.includes(code)).map(([code, text]) => h('option', { value: code, key: code }, text)))),
    picked.length > 0 && h('ul', { class: 'plain picked', key: `${id}-picked` }, picked.map((code) => h('li', { key: code },
      h('span', null, textOf.get(code) ?? code),
      h('button', { class: 'quiet', type: 'button', onclick: () => drop(code) },
        t(page, 'pick.drop'), h('span', { class: 'aside' }, ` ${textOf.get(code) ?? code}`))))),
  ];
}
