// Flaws of a policy, each with one situation that shows it.

import { h } from './dom.js';
import { icon } from './icons.js';
import { counted, said } from './said.js';

export function findingsView(page, policy, findings) {
  return findings.length > 0 && h('ul', { class: 'plain findings' }, findings.map((finding, index) => h('li', {
    key: String(index), 'data-finding': finding.kind,
  },
    h('p', null, icon('wrong'), h('span', null, finding.message)),
    finding.situations !== '0' && h('p', { class: 'note' }, said(page, 'audit.in_situations', { n: counted(page, finding.situations) })),
    witnessView(page, policy, finding.witness))));
}

/** Opens one concrete situation as a case. */
export function witnessView(page, policy, witness) {
  return witness && h('button', { class: 'quiet witness', type: 'button', onclick: () => policy.open(witness) },
    said(page, 'audit.witness'));
}
