// All rules in force, with search, filters and print.

import { h } from '../../dom/dom.js';
import { factSelect, resultView } from '../result-view.js';
import { LAYERS, ruleView } from './rule-view.js';
import { t } from '../texts.js';

export function rulesView(page, policy) {
  const id = page.view.split('/')[1];
  return resultView(page, policy, policy.rules, (rules) => (id ? oneView(page, policy, rules, id) : allView(page, policy, rules)));
}

/** The rule of an address. */
function oneView(page, policy, rules, id) {
  const rule = rules.find((known) => known.id === id);
  return h('div', { class: 'one-rule', key: id },
    rule ? h('ul', { class: 'plain' }, ruleView(page, policy, rule, { alone: true }))
      : h('p', { class: 'problem' }, t(page, 'rules.unknown', { rule: id })),
    h('button', { class: 'quiet', type: 'button', onclick: () => page.openView('rules') }, t(page, 'rules.all')));
}

function allView(page, policy, rules) {
  const { filter } = policy;
  const found = rules.filter((rule) => matches(rule, policy));
  const groups = LAYERS.map((layer) => [layer, found.filter((rule) => rule.layer === layer)]);
  return h('div', { class: 'all-rules', key: 'all' },
    h('div', { class: 'choices', role: 'search' },
      h('div', { class: 'field search', key: 'search' },
        h('label', { for: 'policy-search' }, t(page, 'rules.search')),
        h('input', {
          id: 'policy-search', type: 'search', autocomplete: 'off', dir: 'auto', value: filter.text,
          oninput: (event) => policy.setFilter({ text: event.target.value }),
        })),
      factSelect(page, policy, 'platform', t(page, 'policy.all')),
      factSelect(page, policy, 'buyer_region', t(page, 'policy.all')),
      layerSelect(page, policy, rules)),
    h('div', { class: 'counted' },
      h('p', { class: 'note', role: 'status' }, t(page, 'rules.count', { n: found.length, all: rules.length })),
      h('button', { class: 'quiet', type: 'button', onclick: () => print() }, t(page, 'rules.print'))),
    found.length === 0 && h('p', null, t(page, 'rules.none')),
    groups.filter(([, members]) => members.length > 0).map(([layer, members]) => h('section', { key: layer, class: 'rule-group' },
      h('h3', null, `${members[0].in_words.layer} (${members.length})`),
      h('ul', { class: 'plain' }, members.map((rule) => ruleView(page, policy, rule, { apart: whatDiffers(rule, members) }))))));
}

function layerSelect(page, policy, rules) {
  const present = LAYERS.map((layer) => rules.find((rule) => rule.layer === layer)).filter(Boolean);
  return h('div', { class: 'field', key: 'layer' },
    h('label', { for: 'policy-layer' }, t(page, 'rules.layer')),
    h('select', { id: 'policy-layer', value: policy.filter.layer, onchange: (event) => policy.setFilter({ layer: event.target.value }) },
      h('option', { value: '', key: '' }, t(page, 'policy.all')),
      present.map(({ layer, in_words }) => h('option', { value: layer, key: layer }, in_words.layer))));
}

/** Whether a rule matches the selection, the filter and the search. */
function matches(rule, { chosen, filter }) {
  const covers = (code) => !chosen[code] || [rule.when[code] ?? chosen[code]].flat().includes(chosen[code]);
  if (!covers('platform') || !covers('buyer_region')) return false;
  if (filter.layer && rule.layer !== filter.layer) return false;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = JSON.stringify([rule.id, rule.text, rule.in_words, rule.sources]).toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The conditions of a rule that tell it apart from others with the same sentence; none if its sentence is its own. */
function whatDiffers(rule, members) {
  const twins = members.filter((other) => other !== rule && other.text === rule.text);
  return rule.in_words.when.filter((line) => twins.some((other) => !other.in_words.when.includes(line)));
}
