// Picks several of many options: a select adds one, and each picked one can be removed.

import { h } from '../dom/dom.js';
import { t } from './texts.js';

/** `options` are pairs of code and text, of which the `likely` ones come first; `picked` are codes in order, and an unknown
    one is shown as it is. */
export function pickView(page, { id, label, options, likely, picked, add, drop }) {
  const textOf = new Map(options);
  return [
    h('div', { class: 'field', key: id },
      h('label', { for: id }, label),
      h('select', { id, value: '', onchange: (event) => event.target.value && add(event.target.value) },
        h('option', { value: '', key: '' }, t(page, 'pick.choose')),
        optionsView(page, options.filter(([code]) => !picked.includes(code)), likely))),
    picked.length > 0 && h('ul', { class: 'plain picked', key: `${id}-picked` }, picked.map((code) => h('li', { key: code },
      h('span', null, textOf.get(code) ?? code),
      h('button', { class: 'quiet', type: 'button', onclick: () => drop(code) },
        t(page, 'pick.drop'), h('span', { class: 'aside' }, ` ${textOf.get(code) ?? code}`))))),
  ];
}

/** Options of a select from pairs of code and text, the likely ones as a group before the others. */
export function optionsView(page, pairs, likely = new Set()) {
  const group = (key, members) => members.length > 0 && h('optgroup', { key, label: t(page, key) }, members.map(optionView));
  const isLikely = ([code]) => likely.has(code);
  if (!pairs.some(isLikely)) return pairs.map(optionView);
  return [group('pick.likely', pairs.filter(isLikely)), group('pick.others', pairs.filter((pair) => !isLikely(pair)))];
}

function optionView([code, text]) {
  return h('option', { value: code, key: code }, text);
}
