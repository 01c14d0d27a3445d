// One rule: its sentence, and unfolded its conditions, effect, sources and validity.

import { h } from '../../dom/dom.js';
import { sourcesView } from '../../answer/duties-view.js';
import { t } from '../texts.js';
import { formatDay } from '../../dom/words.js';

/** The layers, strongest first. */
export const LAYERS = ['law', 'platform', 'shop', 'practice'];

export function ruleView(page, policy, rule, { alone = false, apart = [] } = {}) {
  const open = alone || page.printing || policy.unfolded.has(rule.id);
  const sentence = [h('span', { class: `layer layer-${rule.layer}` }, rule.in_words.layer), ' ', rule.text,
    apart.length > 0 && h('span', { class: 'note apart' }, ` ${apart.join(' · ')}`)];
  return h('li', { key: rule.id, class: 'rule', 'data-rule': rule.id },
    alone ? h('h3', { tabindex: '-1' }, sentence) : h('details', {
      open, ontoggle: (event) => policy.unfold(rule.id, event.currentTarget.open),
    }, h('summary', null, h('span', null, sentence)), open && bodyView(page, rule)),
    alone && bodyView(page, rule));
}

function bodyView(page, rule) {
  const { in_words: words } = rule;
  const lines = (items) => h('ul', { class: 'plain' }, items.map((item, index) => h('li', { key: String(index) }, item)));
  const row = (key, content) => content && [h('dt', { key }, t(page, key)), h('dd', { key }, content)];
  return h('dl', { class: 'rule-body' },
    row('rule.when', words.when.length > 0 ? lines(words.when) : t(page, 'rule.always')),
    row('rule.remedy', words.remedy),
    row('rule.alternatives', words.alternatives && lines(words.alternatives)),
    row('rule.steps', words.steps && lines(words.steps)),
    row(rule.must ? 'rule.must' : 'rule.must_not', words.act),
    row('rule.due', words.due),
    row('rule.by', rule.by && t(page, `rule.by.${rule.by}`)),
    row('rule.borne_by', rule.borne_by && t(page, `rule.by.${rule.borne_by}`)),
    row('rule.overrides', rule.overrides && h('ul', { class: 'plain' }, rule.overrides.map((id) => h('li', { key: id },
      h('button', { class: 'quiet', type: 'button', onclick: () => page.openView(`rules/${id}`) }, textOf(page, id)))))),
    row('rule.valid', validity(page, rule)),
    row('rule.sources', rule.sources.length > 0 ? sourcesView(page, rule.sources) : t(page, 'rule.no_source')));
}

function textOf(page, id) {
  return page.policy.rules.value.find((rule) => rule.id === id)?.text ?? id;
}

function validity(page, { valid_from, valid_until }) {
  const slots = { from: formatDay(page.lang, valid_from ?? ''), until: formatDay(page.lang, valid_until ?? '') };
  if (valid_from && valid_until) return t(page, 'rule.valid.both', slots);
  if (valid_from) return t(page, 'rule.valid.from', slots);
  return t(page, valid_until ? 'rule.valid.until' : 'rule.valid.open', slots);
}
