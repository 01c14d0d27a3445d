// A result of the library, or a note that it is being computed or has failed.

import { h } from '../dom/dom.js';
import { t } from './texts.js';

/** Shows a result with `view`; `owner` computes it again after a failure. */
export function resultView(page, owner, result, view) {
  if (result.value !== undefined) return view(result.value);
  if (!result.failed) return h('p', { class: 'note waiting', role: 'status', key: 'waiting' }, t(page, 'policy.working'));
  return h('div', { class: 'problem', role: 'alert', key: 'failed' },
    h('p', null, t(page, 'policy.failed')),
    h('button', { class: 'quiet', type: 'button', onclick: () => owner.retry() }, t(page, 'policy.again')));
}

/** A select with the values of a fact. `none` is the label of the empty option, if there is one. */
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
