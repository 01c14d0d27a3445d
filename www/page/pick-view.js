// Several of many: a choice that adds one, and what was picked, each to be taken away again.

import { h } from './dom.js';
import { said } from './said.js';

/** `options` are pairs of code and words; `picked` are codes, in their order; one that is no option shows as itself. */
export function pickView(page, { id, label, options, picked, add, drop }) {
  const textOf = new Map(options);
  return [
    h('div', { class: 'field', key: id },
      h('label', { for: id }, label),
      h('select', { id, value: '', onchange: (event) => event.target.value && add(event.target.value) },
        h('option', { value: '', key: '' }, said(page, 'pick.choose')),
        options.filter(([code]) => !picked.includes(code)).map(([code, text]) => h('option', { value: code, key: code }, text)))),
    picked.length > 0 && h('ul', { class: 'plain picked', key: `${id}-picked` }, picked.map((code) => h('li', { key: code },
      h('span', null, textOf.get(code) ?? code),
      h('button', { class: 'quiet', type: 'button', onclick: () => drop(code) },
        said(page, 'pick.drop'), h('span', { class: 'aside' }, ` ${textOf.get(code) ?? code}`))))),
  ];
}
