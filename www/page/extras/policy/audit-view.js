// The audit of the shipped policy, run when it is opened.

import { h } from '../../dom/dom.js';
import { findingsView } from './findings-view.js';
import { resultView } from '../result-view.js';
import { formatCount, t } from '../texts.js';

export function auditView(page, policy) {
  return [
    h('p', null, t(page, 'audit.intro')),
    resultView(page, policy, policy.audit, (audit) => h('div', { class: 'audit', key: 'audit', role: 'status' },
      h('dl', { class: 'figures' },
        figure(page, 'situations', formatCount(page, audit.situations)),
        figure(page, 'rules', formatCount(page, audit.rules)),
        figure(page, 'findings', audit.findings.length === 0 ? t(page, 'audit.none') : formatCount(page, audit.findings.length))),
      audit.findings.length === 0 && h('p', null, t(page, 'audit.checked')),
      findingsView(page, policy, audit.findings),
      h('p', { class: 'note' }, t(page, 'audit.took', { seconds: seconds(page, audit.seconds) }),
        page.shop.own && ` ${t(page, 'audit.shipped')}`),
      h('p', { class: 'note' }, page.t('why.limits')))),
  ];
}

function figure(page, code, value) {
  return h('div', { key: code, 'data-figure': code }, h('dt', null, t(page, `audit.${code}`)), h('dd', null, value));
}

function seconds(page, value) {
  return new Intl.NumberFormat(page.lang, { maximumSignificantDigits: 2 }).format(value);
}
