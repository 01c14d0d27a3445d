// The register: what comes back most, and what it cost, as bars with a table beside each.

import { barsView } from './bars-view.js';
import { costsOf, countedBy, csvOf, entryOf, SUBJECTS } from './register.js';
import { engine } from '../library/engine.js';
import { formatMonth } from './when.js';
import { h } from '../dom/dom.js';
import { labelsOf } from './labels.js';
import { plainAmount } from '../state/typed-amounts.js';
import { t } from './texts.js';

/** Number of groups of a subject that are drawn. */
const GROUPS = 8;

export function registerView(page) {
  const { desk } = page;
  if (!desk.register) return h('p', { class: 'note waiting', key: 'waiting' }, t(page, 'register.loading'));
  const all = desk.register.map(entryOf);
  const months = countedBy(all, 'month').map(({ name }) => name).reverse();
  const entries = desk.month ? all.filter(({ month }) => month === desk.month) : all;
  if (all.length === 0) return h('p', { class: 'note empty', key: 'empty' }, t(page, 'register.none'));
  const costs = Object.entries(costsOf(entries)).map(([currency, minor]) => moneyText(page, minor, currency));
  return h('div', { class: 'register', key: 'register' },
    h('div', { class: 'case-filter' },
      h('select', {
        'aria-label': t(page, 'register.month'), value: desk.month ?? '',
        onchange: (event) => {
          desk.month = event.target.value || undefined;
          page.changed();
        },
      }, h('option', { value: '', key: '' }, t(page, 'register.all')), months.map((month) => h('option', { value: month, key: month }, formatMonth(page.lang, month)))),
      h('button', { class: 'secondary', type: 'button', 'data-desk': 'csv', onclick: () => desk.saveFile('aftersales-register.csv', 'text/csv', csvOf(entries, amountOf)) }, t(page, 'register.csv')),
      h('button', { class: 'secondary', type: 'button', 'data-desk': 'json', onclick: () => desk.saveFile('aftersales-register.json', 'application/json', JSON.stringify(entries, null, 1)) }, t(page, 'register.json'))),
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
  const costText = ({ costs }) => Object.entries(costs).map(([currency, minor]) => moneyText(page, minor, currency)).join(' + ');
  const items = shown.map((group) => ({ key: group.name, name: nameOf(page, subject, group.name), count: group.count, cost: costText(group) }));
  const count = rest.reduce((sum, group) => sum + group.count, 0);
  return count > 0 ? [...items, { key: '', name: t(page, 'register.others', { n: rest.length }), count, cost: '' }] : items;
}

function nameOf(page, subject, name) {
  if (subject === 'cause') return t(page, `cause.${name}`);
  if (subject === 'platform') return labelsOf(page).platform.get(name) ?? name;
  return subject === 'month' ? formatMonth(page.lang, name) : name;
}

/** An amount as a decimal number. */
function amountOf({ minor, currency }) {
  return plainAmount(minor, digitsOf(currency));
}

function moneyText(page, minor, currency) {
  return `${plainAmount(minor, digitsOf(currency))} ${currency}`;
}

function digitsOf(currency) {
  const money = engine.form('en', {}).facts.find((fact) => fact.kind === 'money');
  return money.values.find(({ code }) => code === currency)?.digits ?? 2;
}
