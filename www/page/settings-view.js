// What the page keeps, where, and how to make it forget; in a dialog.

import { h } from './dom.js';

export function settingsView(page) {
  return h('dialog', { class: 'settings', 'aria-labelledby': 'settings-title' },
    h('h2', { id: 'settings-title' }, page.t('settings.title')),
    h('p', null, page.t(kept(page))),
    page.standalone && page.keeps && h('p', null, page.t('settings.copy')),
    h('p', null, page.t('settings.private')),
    h('p', null, page.t('settings.rules')),
    h('div', { class: 'actions' },
      h('button', { class: 'primary', type: 'button', onclick: (event) => event.target.closest('dialog').close() },
        page.t('settings.close')),
      page.keep !== undefined && h('button', {
        class: 'secondary danger', type: 'button',
        onclick: (event) => {
          event.target.closest('dialog').close();
          page.forgetAll();
        },
      }, page.t('settings.forget'))));
}

function kept(page) {
  if (page.keep === undefined) return 'settings.none';
  return page.keeps ? 'settings.kept' : 'storage.none';
}

/** The facts of the case as a list, for paper. */
export function printedFactsView(page) {
  return h('dl', { class: 'print-only printed-facts' }, page.told.map(({ code, label, value }) => [
    h('dt', { key: code }, label),
    h('dd', { key: code }, value),
  ]));
}
