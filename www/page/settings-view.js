// What the page keeps, where, and how to make it forget; in a dialog.

import { h } from './dom.js';
import { said } from './said.js';

export function settingsView(page) {
  return h('dialog', { class: 'settings', key: 'settings', onclose: () => page.openDialog(null), 'aria-labelledby': 'settings-title' },
    h('h2', { id: 'settings-title' }, said(page, 'settings.title')),
    h('p', null, kept(page)),
    page.standalone && page.keeps && h('p', null, said(page, 'settings.copy')),
    h('p', null, said(page, 'settings.private')),
    h('p', null, said(page, 'settings.rules')),
    h('div', { class: 'actions' },
      h('button', { class: 'primary', type: 'button', onclick: (event) => event.target.closest('dialog').close() },
        said(page, 'settings.close')),
      page.keep !== undefined && h('button', {
        class: 'secondary danger', type: 'button',
        onclick: (event) => {
          event.target.closest('dialog').close();
          page.forgetAll();
        },
      }, said(page, 'settings.forget'))));
}

function kept(page) {
  if (page.keep === undefined) return said(page, 'settings.none');
  return page.keeps ? said(page, 'settings.kept') : page.t('storage.none');
}
