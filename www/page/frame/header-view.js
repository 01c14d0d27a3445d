// The bar at the top, and the notices under it.

import { h } from '../dom/dom.js';
import { icon } from '../dom/icons.js';
import { languageSelect } from '../dom/language-select.js';

export function headerView(page) {
  return h('header', { class: 'top', part: 'header' },
    h(page.standalone ? 'h1' : 'strong', { class: 'brand', lang: 'en' }, 'aftersales'),
    !page.online && h('span', { class: 'badge', role: 'status' }, page.t('offline.badge')),
    page.keepsCases && h('button', {
      type: 'button', key: 'cases', 'data-cases': '', inert: page.covered, 'aria-expanded': String(Boolean(page.desk?.isListed)), onclick: () => page.toggleCases(),
    }, page.t('desk.title'), page.desk?.counts.due > 0 && h('span', { class: 'count' }, page.desk.counts.due)),
    !page.unstated && h('button', {
      class: 'next-buyer', type: 'button', key: 'next', inert: page.covered, onclick: () => page.clear(),
    }, page.t('next.buyer')),
    languageSelect(page, page.lang, {
      class: 'languages', inert: page.covered, 'aria-label': page.t('language.title'),
      onchange: (event) => page.setLang(event.target.value),
    }),
    menuView(page));
}

/** The menu. Its items are in the extras, which they need anyway, since browsers refuse a copy that comes long after the
    tap. */
function menuView(page) {
  return h('details', {
    class: 'menu', inert: page.covered,
    ontoggle: (event) => page.setMenu(event.currentTarget.open),
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
    page.menu && page.extras?.menuItems(page));
}

/** Notices and decisions that belong to no field. */
export function noticesView(page) {
  return h('div', { class: 'notices', role: 'status' },
    page.acceptUpdate && noticeView('update', page.t('update.text'), [
      [page.t('update.accept'), page.acceptUpdate],
      [page.t('update.later'), () => page.postponeUpdate()],
    ]),
    page.notice && noticeView('notice', page.notice.text, [
      (page.notice.before ?? page.notice.restore) && [page.t('notice.undo'), () => page.undo()],
      page.notice.again && [page.t('notice.again'), page.notice.again],
      [page.t('notice.close'), () => page.dismissNotice()],
    ]),
    !page.persists && page.storage && !page.storageSeen && noticeView('storage', page.t('storage.none'), [
      [page.t('notice.close'), () => page.dismissStorage()],
    ]),
    page.overdue && h('p', { class: 'notice', key: 'age' }, page.t('age.overdue', { day: page.overdue })),
    page.shop.pack && h('p', { class: 'notice', key: 'shop' },
      page.t(page.options.shop.pack ? 'shop.in_force' : page.checking ? 'shop.checking' : 'shop.missing')));
}

function noticeView(key, text, buttons) {
  return h('div', { class: 'notice', key },
    h('p', null, text),
    buttons.filter(Boolean).map(([label, action]) => h('button', { class: 'quiet', type: 'button', key: label, onclick: action }, label)));
}
