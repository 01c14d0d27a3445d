// Bars for a few counts, with the same as a table, which screen readers and paper get.

import { h } from '../dom/dom.js';
import { t } from './texts.js';

/** `groups` are { key, name, count, cost }. The table has the numbers; the bars only show them, and do not need colour. */
export function barsView(page, { key, title, groups }) {
  const most = Math.max(...groups.map(({ count }) => count), 1);
  return groups.length > 0 && h('section', { class: 'bars', key, 'data-bars': key, 'aria-label': title },
    h('h3', null, title),
    h('table', null,
      h('thead', { class: 'aside' }, h('tr', null,
        h('th', { scope: 'col', key: 'name' }, title), h('th', { scope: 'col', key: 'bar', 'aria-hidden': 'true' }),
        h('th', { scope: 'col', key: 'count' }, t(page, 'register.count')), h('th', { scope: 'col', key: 'cost' }, t(page, 'register.cost')))),
      h('tbody', null, groups.map(({ key: code, name, count, cost }) => h('tr', { key: code },
        h('th', { scope: 'row', dir: 'auto' }, name),
        h('td', { class: 'bar', key: 'bar', 'aria-hidden': 'true' }, h('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', focusable: 'false' },
          h('rect', { width: String((count / most) * 100), height: '10' }))),
        h('td', { class: 'number', key: 'count' }, new Intl.NumberFormat(page.lang).format(count)),
        h('td', { class: 'number', key: 'cost' }, cost))))));
}
