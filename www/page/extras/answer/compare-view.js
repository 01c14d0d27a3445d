// The dialog with the answer to the case in other places: by country at its marketplace, and by marketplace in its country.

import { engine } from '../../library/engine.js';
import { h } from '../../dom/dom.js';
import { t } from '../texts.js';

export function compareView(page) {
  return h('dialog', { class: 'settings compare', key: 'compare', onclose: () => page.openDialog(null), 'aria-labelledby': 'compare-title' },
    h('h2', { id: 'compare-title', tabindex: '-1', autofocus: true }, t(page, 'compare.title')),
    h('p', { class: 'note' }, t(page, 'compare.note')),
    ['buyer_region', 'platform'].map((code) => tableView(page, code)),
    h('div', { class: 'actions' },
      h('button', { class: 'primary', type: 'button', onclick: (event) => event.target.closest('dialog').close() }, t(page, 'compare.close'))));
}

/** A table with a row for each value of a fact of place. */
function tableView(page, code) {
  const { label, values } = page.facts.get(code);
  return h('div', { class: 'scrolled', key: code, tabindex: '0', role: 'group', 'aria-label': label }, h('table', { 'data-compared': code },
    h('thead', null, h('tr', null,
      [label, t(page, 'compare.remedy'), t(page, 'compare.due'), t(page, 'compare.rights')].map((text) => h('th', { scope: 'col', key: text }, text)))),
    h('tbody', null, values.map((place) => rowView(page, code, place)))));
}

function rowView(page, code, place) {
  const { remedy, possible, duties, rights } = engine.advise({ ...page.case, [code]: place.code }, page.options);
  const due = duties.find(({ leads }) => leads);
  const held = rights.filter(({ status }) => status === 'holds');
  return h('tr', { key: place.code, 'aria-current': page.case[code] === place.code && 'true' },
    h('th', { scope: 'row' }, place.label),
    h('td', null, remedy?.title ?? possible.map(({ title }) => title).join(' / ')),
    h('td', null, due?.due_text ?? '–'),
    h('td', null, held.length > 0 ? h('ul', { class: 'plain' }, held.map(({ rule, text }) => h('li', { key: rule }, text))) : '–'));
}
