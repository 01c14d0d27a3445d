// The list of the kept cases, as a view of its own or beside the case, and the register.

import { broughtView } from './file-button.js';
import { distanceText, instantText } from './when.js';
import { h } from '../dom/dom.js';
import { icon } from '../dom/icons.js';
import { labelsOf } from './labels.js';
import { NEVER } from './kept-case.js';
import { registerView } from './register-view.js';
import { settingsView } from './settings-view.js';
import { t } from './texts.js';

const PARTS = ['open', 'closed', 'register'];

export function deskView(page) {
  const { desk } = page;
  return h('section', { class: 'desk', key: 'desk', part: 'desk', 'aria-label': page.t('desk.title') },
    h('div', { class: 'desk-head' },
      h('h2', { tabindex: '-1' }, page.t('desk.title')),
      h('button', { class: 'quiet', type: 'button', 'data-desk': 'hide', onclick: () => desk.toggle() },
        t(page, page.view ? 'desk.back' : 'desk.hide'))),
    h('nav', { class: 'parts', 'aria-label': t(page, 'desk.parts') }, PARTS.map((part) => h('button', {
      type: 'button', key: part, 'data-part': part, 'aria-current': part === desk.list.part && 'page', onclick: () => desk.list.showPart(part),
    }, t(page, `desk.${part}`), part === 'open' && h('span', { class: 'note' }, ` ${desk.counts.open}`)))),
    troubleView(page),
    broughtView(page),
    desk.list.part === 'register' ? registerView(page) : listView(page),
    desk.list.part !== 'register' && settingsView(page));
}

/** What keeps cases from being stored, or may delete them. */
function troubleView(page) {
  const { desk } = page;
  if (desk.failed) return h('p', { class: 'problem', role: 'alert', key: 'failed' }, icon('wrong'), ' ', t(page, `desk.failed.${desk.failed}`));
  return desk.saveSoon && h('div', { class: 'save-soon', key: 'save' },
    h('p', null, t(page, 'desk.save_soon')),
    h('button', { class: 'quiet', type: 'button', onclick: () => desk.files.saveAll() }, t(page, 'desk.save')));
}

function listView(page) {
  const { desk } = page;
  const { cases, more, part, filter } = desk.list;
  const isFiltered = Object.values(filter).some(Boolean);
  return h('div', { class: 'case-list', key: 'list' },
    desk.counts.all > 0 && filterView(page),
    cases.length > 0
      ? h('ul', { class: 'plain', 'aria-label': t(page, `desk.${part}`) }, cases.map((kept) => rowView(page, kept)))
      : h('p', { class: 'note empty', key: 'empty' }, t(page, isFiltered ? 'desk.none_found' : `desk.none.${part}`)),
    more && h('button', { class: 'secondary', type: 'button', key: 'more', onclick: () => desk.list.showMore() }, t(page, 'desk.more')));
}

function filterView(page) {
  const { list } = page.desk;
  const labels = labelsOf(page);
  const tags = [...new Set([...list.cases.flatMap((kept) => kept.tags), list.filter.tag])].filter(Boolean).sort();
  const choice = (code, pairs) => pairs.length > 0 && h('select', {
    key: code, 'aria-label': t(page, `desk.filter.${code}`), value: list.filter[code], onchange: (event) => list.setFilter({ [code]: event.target.value }),
  }, h('option', { value: '', key: '' }, t(page, `desk.filter.${code}`)), pairs.map(([value, label]) => h('option', { value, key: value }, label)));
  return h('div', { class: 'case-filter', role: 'search', key: 'filter' },
    h('input', {
      type: 'search', class: 'find', key: 'text', 'aria-label': t(page, 'desk.filter.text'), placeholder: t(page, 'desk.filter.text'), value: list.filter.text,
      autocomplete: 'off', oninput: (event) => list.setFilter({ text: event.target.value }),
    }),
    choice('platform', [...labels.platform]),
    choice('complaint', [...labels.complaint]),
    choice('tag', tags.map((tag) => [tag, tag])));
}

function rowView(page, kept) {
  const { desk } = page;
  const { case: facts, names = {} } = kept.order;
  const labels = labelsOf(page);
  const about = [labels.complaint.get(facts.complaint), labels.platform.get(facts.platform)].filter(Boolean).join(' · ');
  const who = [names.buyer, names.order].filter(Boolean).join(' · ') || names.item || `${t(page, 'desk.nameless')} · ${instantText(page.lang, kept.opened)}`;
  const shown = kept.id === page.order.id;
  return h('li', { key: kept.id, class: shown ? 'row shown' : 'row' },
    h('button', { type: 'button', class: 'row-open', 'data-case': kept.id, 'aria-current': shown && 'true', onclick: () => desk.open(kept.id) },
      h('span', { class: 'row-who', dir: 'auto' }, who),
      dueView(page, kept),
      h('span', { class: 'row-about' }, about),
      h('span', { class: 'row-title' }, kept.title),
      kept.tags.length > 0 && h('span', { class: 'row-tags', dir: 'auto' }, kept.tags.map((tag) => `#${tag}`).join(' '))),
    h('button', {
      type: 'button', class: 'row-remove', 'aria-label': t(page, 'desk.remove', { who }), title: t(page, 'desk.remove', { who }), onclick: () => desk.remove(kept.id),
    }, '×'));
}

/** What is due next, or when the case was closed. */
function dueView(page, kept) {
  const now = Date.now();
  if (kept.closing) return h('span', { class: 'row-due' }, instantText(page.lang, kept.closing.at));
  if (kept.due === NEVER) return h('span', { class: 'row-due none' }, t(page, kept.letters.length > 0 ? 'desk.sent' : 'desk.unsent'));
  const overdue = kept.due < now;
  const text = overdue ? t(page, 'desk.overdue', { since: distanceText(page.lang, kept.due, now) }) : distanceText(page.lang, kept.due, now);
  return h('span', { class: overdue ? 'row-due overdue' : 'row-due', title: instantText(page.lang, kept.due) }, text);
}
