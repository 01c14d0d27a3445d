// What stands in the place of a result: itself, that it is being made, or that it could not be.

import { h } from './dom.js';
import { said } from './said.js';

export function resultView(page, policy, result, view) {
  if (result.value !== undefined) return view(result.value);
  if (!result.failed) return h('p', { class: 'note waiting', role: 'status', key: 'waiting' }, said(page, 'policy.working'));
  return h('div', { class: 'problem', role: 'alert', key: 'failed' },
    h('p', null, said(page, 'policy.failed')),
    h('button', { class: 'quiet', type: 'button', onclick: () => policy.again() }, said(page, 'policy.again')));
}

/** A choice among the values of a fact. `none` is what it is called to choose none, where that can be chosen. */
export function factSelect(page, policy, code, none) {
  const fact = page.facts.get(code);
  return h('div', { class: 'field', key: code },
    h('label', { for: `policy-${code}` }, fact.label),
    h('select', {
      id: `policy-${code}`, value: policy.chosen[code], onchange: (event) => policy.choose(code, event.target.value),
    },
      none && h('option', { value: '', key: '' }, none),
      fact.values.map((value) => h('option', { value: value.code, key: value.code }, value.label))));
}
