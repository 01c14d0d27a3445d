// What was decided: how many orders by remedy and by when they are due, and the orders themselves, some at a time.

import { fileButton, troubleView } from './choose-view.js';
import { h } from '../dom/dom.js';
import { icon } from '../dom/icons.js';
import { SHOWN } from './many.js';
import { counted, formatCount, t } from './texts.js';

/** The spans of time in which orders are due, the most urgent first. */
const DUE = ['overdue', 'day', 'days', 'later', 'none'];

export function resultView(page, many) {
  const { summary } = many;
  const seconds = new Intl.NumberFormat(page.lang, { maximumSignificantDigits: 2 }).format(summary.seconds);
  return [
    h('h3', { key: 'title', tabindex: '-1' }, counted(page, 'result.title', summary.count)),
    h('p', { class: 'note', key: 'took' }, t(page, 'result.took', { file: many.file, seconds })),
    troubleView(page, many),
    filterView(page, many, 'due', t(page, 'column.due'),
      DUE.filter((code) => summary.due[code]).map((code) => [code, t(page, `due.${code}`), summary.due[code]])),
    filterView(page, many, 'group', t(page, 'column.remedy'),
      summary.groups.map(({ code, title, count }) => [code, title ?? t(page, `group.${code}`), count])),
    h('div', { class: 'field search', key: 'search', role: 'search' },
      h('label', { for: 'many-search' }, t(page, 'result.search')),
      h('input', {
        id: 'many-search', type: 'search', autocomplete: 'off', dir: 'auto', value: many.filter.text,
        oninput: (event) => many.setFilter({ text: event.target.value }),
      })),
    h('div', { class: 'counted', key: 'counted' },
      h('p', { class: 'note', role: 'status' }, counted(page, 'result.count', many.count)),
      h('div', { class: 'actions' }, ['letters', 'decisions'].map((kind) => h('button', {
        class: 'secondary', type: 'button', key: kind, 'data-save': kind, disabled: many.count === 0, onclick: () => many.save(kind),
      }, t(page, `save.${kind}`))))),
    h('ul', { class: 'plain orders', key: 'orders', tabindex: '-1' }, many.items.map((item) => orderView(page, many, item))),
    many.count > SHOWN && pagesView(page, many),
    h('div', { class: 'actions', key: 'actions' },
      h('button', { class: 'secondary', type: 'button', key: 'change', 'data-many': 'change', onclick: () => many.change() },
        t(page, 'result.change')),
      fileButton(page, many, 'choose.other'),
      h('button', { class: 'secondary', type: 'button', key: 'close', onclick: () => many.close() }, t(page, 'result.close'))),
  ];
}

/** Buttons that leave the orders of one kind, each with their number. */
function filterView(page, many, what, label, kinds) {
  const button = ([code, text, count]) => h('button', {
    type: 'button', key: code, class: 'kind', 'data-kind': code, 'aria-pressed': String(many.filter[what] === code),
    onclick: () => many.setFilter({ [what]: many.filter[what] === code ? '' : code }),
  }, h('span', null, text), h('strong', null, formatCount(page, count)));
  return h('div', { class: 'kinds', key: what, role: 'group', 'aria-label': label },
    h('span', { class: 'note' }, label), kinds.map(button));
}

function orderView(page, many, item) {
  const { names, rows, group, title, due, missing, problem, unread, note, order_state, complaint } = item;
  const valueOf = (code, value) => many.facts.get(code).values.find((known) => known.code === value)?.label;
  const lacks = missing.map((code) => (['order', 'rounded'].includes(code) ? t(page, `lacks.${code}`) : many.labelOf(code)));
  const number = names.order ?? t(page, 'result.row', { n: rows[0] });
  return h('li', { class: 'order', key: String(item.at), 'data-group': group },
    h('p', { class: 'order-number' }, h('strong', null, number), names.buyer && ` · ${names.buyer}`,
      names.item && h('span', { class: 'note' }, names.item)),
    h('p', { class: 'order-remedy' }, title ?? t(page, `group.${group}`),
      h('span', { class: 'note' }, [valueOf('order_state', order_state), valueOf('complaint', complaint)].filter(Boolean).join(' · '))),
    h('div', { class: 'order-due' },
      due && h('p', { class: due < Date.parse(page.now()) ? 'goes' : null }, icon('clock'), formatTime(page, due)),
      lacks.length > 0 && h('p', { class: 'note' }, t(page, 'result.missing', { what: lacks.join(t(page, 'list.between')) })),
      problem && h('p', { class: 'note' }, problem),
      unread.length > 0 && h('p', { class: 'note' }, t(page, 'result.unread', {
        what: unread.map(({ field, text }) => `${many.labelOf(field)}: ${text}`).join(t(page, 'list.between')),
      })),
      note && h('p', { class: 'note', dir: 'auto' }, `“${note}”`)),
    h('button', { class: 'secondary', type: 'button', 'data-many': 'open', onclick: () => many.open(item.at) },
      t(page, 'result.open'), h('span', { class: 'aside' }, ` ${number}`)));
}

function pagesView(page, many) {
  const { from, count } = many;
  const to = Math.min(from + SHOWN, count);
  const go = (key, at, enabled) => h('button', {
    class: 'secondary', type: 'button', key, 'data-many': key, disabled: !enabled, onclick: () => many.showFrom(at),
  }, t(page, `result.${key}`));
  return h('nav', { class: 'actions pages', key: 'pages', 'aria-label': t(page, 'result.pages') },
    go('previous', Math.max(0, from - SHOWN), from > 0),
    h('span', { class: 'note' }, t(page, 'result.range', { from: formatCount(page, from + 1), to: formatCount(page, to), n: formatCount(page, count) })),
    go('following', from + SHOWN, to < count));
}

function formatTime(page, instant) {
  return new Intl.DateTimeFormat(page.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(instant);
}
