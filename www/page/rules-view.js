// Every rule in force: searched, narrowed to a place or a kind, unfolded one by one, printed.

import { h } from './dom.js';
import { factSelect, resultView } from './result-view.js';
import { LAYERS, ruleView } from './rule-view.js';
import { said } from './said.js';

export function rulesView(page, policy) {
  const id = page.view.split('/')[1];
  return resultView(page, policy, policy.rules, (rules) => (id ? oneView(page, policy, rules, id) : allView(page, policy, rules)));
}

/** The rule of an address, by itself. */
function oneView(page, policy, rules, id) {
  const rule = rules.find((known) => known.id === id);
  return h('div', { class: 'one-rule', key: id },
    rule ? h('ul', { class: 'plain' }, ruleView(page, policy, rule, { alone: true }))
      : h('p', { class: 'problem' }, said(page, 'rules.unknown', { rule: id })),
    h('button', { class: 'quiet', type: 'button', onclick: () => page.visit('rules') }, said(page, 'rules.all')));
}

function allView(page, policy, rules) {
  const { filter } = policy;
  const found = rules.filter((rule) => fits(rule, policy));
  const groups = LAYERS.map((layer) => [layer, found.filter((rule) => rule.layer === layer)]);
  return h('div', { class: 'all-rules', key: 'all' },
    h('div', { class: 'choices', role: 'search' },
      h('div', { class: 'field search', key: 'search' },
        h('label', { for: 'policy-search' }, said(page, 'rules.search')),
        h('input', {
          id: 'policy-search', type: 'search', autocomplete: 'off', dir: 'auto', value: filter.text,
          oninput: (event) => policy.narrow({ text: event.target.value }),
        })),
      factSelect(page, policy, 'platform', said(page, 'policy.all')),
      factSelect(page, policy, 'buyer_region', said(page, 'policy.all')),
      layerSelect(page, policy, rules)),
    h('div', { class: 'counted' },
      h('p', { class: 'note', role: 'status' }, said(page, 'rules.count', { n: found.length, all: rules.length })),
      h('button', { class: 'quiet', type: 'button', onclick: () => print() }, said(page, 'rules.print'))),
    found.length === 0 && h('p', null, said(page, 'rules.none')),
    groups.filter(([, members]) => members.length > 0).map(([layer, members]) => h('section', { key: layer, class: 'rule-group' },
      h('h3', null, `${members[0].in_words.layer} (${members.length})`),
      h('ul', { class: 'plain' }, members.map((rule) => ruleView(page, policy, rule))))));
}

function layerSelect(page, policy, rules) {
  const present = LAYERS.map((layer) => rules.find((rule) => rule.layer === layer)).filter(Boolean);
  return h('div', { class: 'field', key: 'layer' },
    h('label', { for: 'policy-layer' }, said(page, 'rules.layer')),
    h('select', { id: 'policy-layer', value: policy.filter.layer, onchange: (event) => policy.narrow({ layer: event.target.value }) },
      h('option', { value: '', key: '' }, said(page, 'policy.all')),
      present.map(({ layer, in_words }) => h('option', { value: layer, key: layer }, in_words.layer))));
}

function fits(rule, { chosen, filter }) {
  const open = (code) => !chosen[code] || [rule.when[code] ?? chosen[code]].flat().includes(chosen[code]);
  if (!open('platform') || !open('buyer_region')) return false;
  if (filter.layer && rule.layer !== filter.layer) return false;
  const wanted = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const text = JSON.stringify([rule.id, rule.text, rule.in_words, rule.sources]).toLowerCase();
  return wanted.every((word) => text.includes(word));
}
