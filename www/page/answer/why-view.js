// The rules that decided, and the changes that would lead to another remedy.

import { h } from '../dom/dom.js';
import { isSaid, overruledView, ruleLink, saidDutiesView, sourcesView } from './duties-view.js';

/** Changes of facts that would lead to another remedy, drawn once they are unfolded. */
export function wouldChangeView(page) {
  const { length: n } = page.advice.would_change;
  return n > 0 && h('details', { class: 'part fold would-change', ontoggle: (event) => page.unfoldPart(event.currentTarget.open) },
    h('summary', null, page.t('would_change.title', { n })),
    page.settled && page.extras?.changesView(page));
}

/** The rules that decided, the deciding one first, the duties that the answer says above, and the advice that higher
    rules overrule. */
export function whyView(page) {
  const { because, duties, overruled } = page.advice;
  const rules = new Set([...because, ...duties.filter(isSaid), ...overruled].map(({ rule }) => rule));
  return rules.size > 0 && h('details', { class: 'part fold why' },
    h('summary', null, page.t('why.title', { n: rules.size })),
    page.settled && h('ol', { class: 'plain' }, because.map((rule) => h('li', { key: rule.rule },
      h('p', null, h('span', { class: `layer layer-${rule.layer}` }, rule.layer_text), ' ', rule.text),
      sourcesView(page, rule.sources),
      ruleLink(page, rule.rule)))),
    page.settled && [saidDutiesView(page), overruledView(page)],
    h('p', { class: 'note' }, page.t('why.limits')));
}
