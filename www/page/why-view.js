// The rules that decided, and the changes that would lead to another remedy.

import { h } from './dom.js';
import { ruleLink, sourcesView } from './duties-view.js';

/** Changes of facts that would lead to another remedy; each chip applies one. */
export function wouldChangeView(page) {
  const changes = page.advice.would_change;
  return changes.length > 0 && h('div', { class: 'part would-change' },
    h('h3', null, page.t('would_change.title')),
    h('div', { class: 'changes' }, changes.map((change) => h('button', {
      class: 'change-chip', type: 'button', key: JSON.stringify(change.set), onclick: () => page.apply(change.set, change.label),
    }, h('span', null, change.label), h('span', { class: 'becomes' }, page.t('would_change.then', { remedy: change.title }))))));
}

/** The rules that decided, the deciding one first. */
export function whyView(page) {
  const { because } = page.advice;
  return because.length > 0 && h('details', { class: 'part fold why' },
    h('summary', null, page.t('why.title')),
    page.settled && h('ol', { class: 'plain' }, because.map((rule) => h('li', { key: rule.rule },
      h('p', null, h('span', { class: `layer layer-${rule.layer}` }, rule.layer_text), ' ', rule.text),
      sourcesView(page, rule.sources),
      ruleLink(page, rule.rule)))),
    h('p', { class: 'note' }, page.t('why.limits')));
}
