// The bar at the top, and the notices under it.

import { h } from './dom.js';
import { icon } from './icons.js';
import { languageSelect } from './language-select.js';
import { loadExtras } from './load-extras.js';
import { defaultLanguage } from './served-tags.js';

export function headerView(page) {
  return h('header', { class: 'top', part: 'header' },
    h(page.standalone ? 'h1' : 'strong', { class: 'brand', lang: 'en' }, 'aftersales'),
    !page.online && h('span', { class: 'badge', role: 'status' }, page.t('offline.badge')),
    languageSelect(page, page.lang, {
      class: 'languages', inert: page.covered, 'aria-label': page.t('language.title'),
      onchange: (event) => page.setLang(event.target.value),
    }),
    menuView(page));
}

function menuView(page) {
  const item = (key, action) => h('li', { key }, h('button', {
    type: 'button', 'data-item': key,
    onclick: (event) => {
      event.target.closest('details').open = false;
      action();
    },
  }, page.t(key)));
  return h('details', {
    class: 'menu', inert: page.covered,
    ontoggle: (event) => {
      const { open } = event.currentTarget;
      page.setMenu(open);
      // Loaded before an item is chosen, since browsers refuse a copy that comes long after the tap.
      if (open) loadExtras().catch(() => {});
    },
    onkeydown: (event) => {
      if (event.key !== 'Escape' || !event.currentTarget.open) return;
      event.currentTarget.open = false;
      event.currentTarget.querySelector('summary').focus();
    },
    onfocusout: (event) => {
      if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
    },
  },
    h('summary', { 'aria-label': page.t('menu.title') }, icon('more')),
    page.menu && h('ul', null,
      item('menu.policy', () => page.openView('grid')),
      item('menu.link', () => page.copyCase('linked')),
      item('menu.text', () => page.copyCase('texted')),
      item('menu.paste', () => page.openDialog('paste')),
      page.ownDocument && item('menu.print', () => print()),
      item('menu.settings', () => page.openDialog('settings')),
      page.standalone && guideLink(page),
      item('menu.clear', () => page.clear())));
}

/** The link to the guide for other sites. The one-file page has none. */
function guideLink(page) {
  if (!document.querySelector('link[rel=manifest]')) return null;
  const name = page.lang === defaultLanguage ? 'embed.html' : `embed.${page.lang}.html`;
  return h('li', { key: 'guide' }, h('a', { href: name }, page.t('menu.embed')));
}

/** Notices and decisions that belong to no field. */
export function noticesView(page) {
  return h('div', { class: 'notices', role: 'status', inert: page.covered },
    page.acceptUpdate && noticeView('update', page.t('update.text'), [
      [page.t('update.accept'), page.acceptUpdate],
      [page.t('update.later'), () => page.postponeUpdate()],
    ]),
    page.notice && noticeView('notice', page.notice.text, [
      page.notice.before && [page.t('notice.undo'), () => page.undo()],
      page.notice.again && [page.t('notice.again'), page.notice.again],
      [page.t('notice.close'), () => page.dismissNotice()],
    ]),
    !page.persists && page.storage && !page.storageSeen && noticeView('storage', page.t('storage.none'), [
      [page.t('notice.close'), () => page.dismissStorage()],
    ]),
    page.overdue && h('p', { class: 'notice', key: 'age' }, page.t('age.overdue', { day: page.overdue })),
    page.ownPack && h('p', { class: 'notice', key: 'shop' },
      page.t(page.options.shop.pack ? 'shop.in_force' : page.checking ? 'shop.checking' : 'shop.missing')));
}

function noticeView(key, text, buttons) {
  return h('div', { class: 'notice', key },
    h('p', null, text),
    buttons.filter(Boolean).map(([label, action]) => h('button', { class: 'quiet', type: 'button', key: label, onclick: action }, label)));
}
