// The findings of an audit, each with a situation that shows it.

import { h } from '../../dom/dom.js';
import { icon } from '../../dom/icons.js';
import { counted, t } from '../texts.js';

export function findingsView(page, policy, findings) {
  return findings.length > 0 && h('ul', { class: 'plain findings' }, findings.map((finding, index) => h('li', {
    key: String(index), 'data-finding': finding.kind,
  },
    h('p', null, icon('wrong'), h('span', null, finding.message)),
    finding.situations !== '0' && h('p', { class: 'note' }, counted(page, 'audit.in_situations', finding.situations)),
    witnessView(page, policy, finding.witness))));
}

/** Opens a situation as a case. */
export function witnessView(page, policy, witness) {
  return witness && h('button', { class: 'quiet witness', type: 'button', onclick: () => policy.open(witness) },
    t(page, 'audit.witness'));
}
