// The register: what comes back most, and what it cost, as bars with a table beside each.

import { barsView } from './bars-view.js';
import { CAUSES } from './causes.js';
import { costsOf, countedBy, SUBJECTS } from './register.js';
import { fileButton } from './file-button.js';
import { formatMonth } from './when.js';
import { h } from '../dom/dom.js';
import { labelsOf } from './labels.js';
import { amountOf, moneyText } from './amounts.js';
import { registerAsCsv, registerAsJson } from './register-file.js';
import { counted, t } from './texts.js';

/** Number of groups of a subject that are drawn. */
const GROUPS = 8;

export function registerView(page) {
  const { files, register } = page.desk;
  const { entries: all, month } = register;
  if (!all) return h('p', { class: 'note waiting', key: 'waiting' }, t(page, 'register.loading'));
  if (all.length === 0) return h('div', { class: 'register', key: 'register' },
    h('p', { class: 'note empty', key: 'empty' }, t(page, 'register.none')),
    h('div', { class: 'case-filter', key: 'actions' }, fileButton(page)));
  const months = countedBy(all, 'month').map(({ name }) => name).reverse();
  const entries = month ? all.filter((entry) => entry.month === month) : all;
  const costs = Object.entries(costsOf(entries)).map(([currency, minor]) => moneyText(minor, currency));
  const save = (kind, type, written) => h('button', {
    class: 'secondary', type: 'button', key: kind, 'data-desk': kind, onclick: () => files.save(`aftersales-register.${kind}`, type, written(entries)),
  }, t(page, `register.${kind}`));
  return h('div', { class: 'register', key: 'register' },
    h('div', { class: 'case-filter', key: 'actions' },
      h('select', {
        key: 'month', 'aria-label': t(page, 'register.month'), value: month ?? '', onchange: (event) => register.showMonth(event.target.value || undefined),
      }, h('option', { value: '', key: '' }, t(page, 'register.all')), months.map((code) => h('option', { value: code, key: code }, formatMonth(page.lang, code)))),
      save('csv', 'text/csv', (rows) => registerAsCsv(rows, amountOf)),
      save('json', 'application/json', registerAsJson),
      fileButton(page)),
    h('dl', { class: 'figures' },
      h('div', { key: 'count' }, h('dt', null, t(page, 'register.count')), h('dd', null, new Intl.NumberFormat(page.lang).format(entries.length))),
      h('div', { key: 'cost' }, h('dt', null, t(page, 'register.cost')), h('dd', null, costs.join(' + ') || '—'))),
    SUBJECTS.map((subject) => barsView(page, {
      key: subject,
      title: t(page, `register.by.${subject}`),
      groups: shownGroups(page, countedBy(entries, subject), subject),
    })));
}

/** The groups that are drawn, with their names in the page's language. The rest is one more group. */
function shownGroups(page, groups, subject) {
  const shown = subject === 'month' ? groups.slice(-12) : groups.slice(0, GROUPS);
  const rest = subject === 'month' ? [] : groups.slice(GROUPS);
  const costText = ({ costs }) => Object.entries(costs).map(([currency, minor]) => moneyText(minor, currency)).join(' + ');
  const items = shown.map((group) => ({ key: group.name, name: nameOf(page, subject, group.name), count: group.count, cost: costText(group) }));
  const count = rest.reduce((sum, group) => sum + group.count, 0);
  return count > 0 ? [...items, { key: '', name: counted(page, 'register.others', rest.length), count, cost: '' }] : items;
}

function nameOf(page, subject, name) {
  if (subject === 'cause') return CAUSES.includes(name) ? t(page, `cause.${name}`) : name;
  if (subject === 'platform') return labelsOf(page).platform.get(name) ?? name;
  return subject === 'month' ? formatMonth(page.lang, name) : name;
}
