// What the page keeps, where, and how to make it forget; in a dialog.

import { h } from './dom.js';
import { partsOf } from './own-parts.js';
import { said } from './said.js';

export function settingsView(page) {
  return h('dialog', { class: 'settings', key: 'settings', onclose: () => page.openDialog(null), 'aria-labelledby': 'settings-title' },
    h('h2', { id: 'settings-title' }, said(page, 'settings.title')),
    page.wiping ? wipingView(page) : keptView(page));
}

function keptView(page) {
  return [
    h('p', null, kept(page)),
    page.standalone && page.keeps && h('p', null, said(page, 'settings.copy')),
    h('p', null, said(page, 'settings.private')),
    h('p', null, said(page, 'settings.rules')),
    h('div', { class: 'actions', key: 'kept' },
      h('button', { class: 'primary', type: 'button', onclick: (event) => event.target.closest('dialog').close() },
        said(page, 'settings.close')),
      page.kept && h('button', { class: 'secondary danger', type: 'button', onclick: () => page.considerWiping() },
        said(page, 'settings.forget'))),
  ];
}

/** What goes, before it does. */
function wipingView(page) {
  const { own, workshop, untold, names } = page;
  const goes = [
    !untold && said(page, 'wipe.case'),
    Object.keys(names).length > 0 && said(page, 'wipe.names'),
    own && said(page, 'wipe.own', { title: own.title, parts: partsOf(page, own.pack) }),
    workshop && said(page, 'wipe.workshop'),
    said(page, 'wipe.languages'),
    page.standalone && said(page, 'wipe.tabs'),
  ];
  return h('div', { key: 'wiping' },
    h('p', null, said(page, 'wipe.title')),
    h('ul', { class: 'goes' }, goes.filter(Boolean).map((text) => h('li', { key: text }, text))),
    h('div', { class: 'actions' },
      h('button', { class: 'secondary', type: 'button', onclick: (event) => event.target.closest('dialog').close() },
        said(page, 'wipe.keep')),
      h('button', {
        class: 'secondary danger', type: 'button',
        onclick: (event) => {
          event.target.closest('dialog').close();
          page.forgetAll();
        },
      }, said(page, 'settings.forget'))));
}

function kept(page) {
  if (!page.kept) return said(page, 'settings.none');
  return page.keeps ? said(page, 'settings.kept') : page.t('storage.none');
}
