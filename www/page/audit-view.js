// The audit of the shipped policy, run in front of the reader's eyes.

import { h } from './dom.js';
import { findingsView } from './findings-view.js';
import { resultView } from './result-view.js';
import { counted, said } from './said.js';

export function auditView(page, policy) {
  return [
    h('p', null, said(page, 'audit.intro')),
    resultView(page, policy, policy.audit, (audit) => h('div', { class: 'audit', key: 'audit', role: 'status' },
      h('dl', { class: 'figures' },
        figure(page, 'situations', counted(page, audit.situations)),
        figure(page, 'rules', counted(page, audit.rules)),
        figure(page, 'findings', audit.findings.length === 0 ? said(page, 'audit.none') : counted(page, audit.findings.length))),
      audit.findings.length === 0 && h('p', null, said(page, 'audit.checked')),
      findingsView(page, policy, audit.findings),
      h('p', { class: 'note' }, said(page, 'audit.took', { seconds: seconds(page, audit.seconds) }),
        page.own && ` ${said(page, 'audit.shipped')}`),
      h('p', { class: 'note' }, page.t('why.limits')))),
  ];
}

function figure(page, code, value) {
  return h('div', { key: code, 'data-figure': code }, h('dt', null, said(page, `audit.${code}`)), h('dd', null, value));
}

function seconds(page, value) {
  return new Intl.NumberFormat(page.lang, { maximumSignificantDigits: 2 }).format(value);
}
