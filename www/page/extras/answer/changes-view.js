// The changes of facts that would lead to another remedy; each chip applies one.

import { h } from '../../dom/dom.js';

export function changesView(page) {
  return h('div', { class: 'changes' }, page.advice.would_change.map((change) => h('button', {
    class: 'change-chip', type: 'button', key: JSON.stringify(change.set), onclick: () => page.apply(change.set, change.label),
  }, h('span', null, change.label), h('span', { class: 'becomes' }, page.t('would_change.then', { remedy: change.title })))));
}
