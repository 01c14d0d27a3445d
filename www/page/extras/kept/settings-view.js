// The dialog that lists what the page stores and can delete it.

import { h } from '../../dom/dom.js';
import { packSummary } from '../shop/pack-summary.js';
import { t } from '../texts.js';

export function settingsView(page) {
  return h('dialog', { class: 'settings', key: 'settings', onclose: () => page.openDialog(null), 'aria-labelledby': 'settings-title' },
    h('h2', { id: 'settings-title' }, t(page, 'settings.title')),
    page.confirming ? confirmView(page) : storedView(page));
}

function storedView(page) {
  return [
    h('p', null, storedText(page)),
    page.desk && h('p', null, t(page, 'settings.cases')),
    page.standalone && page.persists && h('p', null, t(page, 'settings.copy')),
    h('p', null, t(page, 'settings.private')),
    h('p', null, t(page, 'settings.rules')),
    h('div', { class: 'actions', key: 'kept' },
      h('button', { class: 'primary', type: 'button', onclick: (event) => event.target.closest('dialog').close() },
        t(page, 'settings.close')),
      page.storage && h('button', { class: 'secondary danger', type: 'button', onclick: () => page.confirmDeletion() },
        t(page, 'settings.forget'))),
  ];
}

/** Lists what will be deleted, and asks for confirmation. */
function confirmView(page) {
  const { unstated, order: { names }, shop: { own, packDraft } } = page;
  const parts = [
    !unstated && t(page, 'wipe.case'),
    page.desk?.counts.all > 0 && t(page, 'wipe.cases', { n: page.desk.counts.all }),
    Object.keys(names).length > 0 && t(page, 'wipe.names'),
    own && t(page, 'wipe.own', { title: own.title, parts: packSummary(page, own.pack) }),
    packDraft && t(page, 'wipe.workshop'),
    t(page, 'wipe.languages'),
    page.standalone && t(page, 'wipe.tabs'),
  ];
  return h('div', { key: 'wiping' },
    h('p', null, t(page, 'wipe.title')),
    h('ul', { class: 'goes' }, parts.filter(Boolean).map((text) => h('li', { key: text }, text))),
    h('div', { class: 'actions' },
      h('button', { class: 'secondary', type: 'button', onclick: (event) => event.target.closest('dialog').close() },
        t(page, 'wipe.keep')),
      h('button', {
        class: 'secondary danger', type: 'button',
        onclick: (event) => {
          event.target.closest('dialog').close();
          page.deleteAll();
        },
      }, t(page, 'settings.forget'))));
}

function storedText(page) {
  if (!page.storage) return t(page, 'settings.none');
  return page.persists ? t(page, 'settings.kept') : page.t('storage.none');
}
