// The items of the menu.

import { copyReport } from './case/report-text.js';
import { h } from '../dom/dom.js';
import { t } from './texts.js';
import { defaultLanguage } from '../served-tags.js';

export function menuItems(page) {
  const item = (key, action, text = page.t(key)) => h('li', { key }, h('button', {
    type: 'button', 'data-item': key,
    onclick: (event) => {
      event.target.closest('details').open = false;
      action();
    },
  }, text));
  return h('ul', null,
    item('menu.policy', () => page.openView('grid')),
    item('menu.shop', () => page.openView('own')),
    item('menu.many', () => page.openView('many'), t(page, 'menu.many')),
    item('menu.link', () => page.copyCase('linked')),
    item('menu.text', () => page.copyCase('texted')),
    !page.blank && item('menu.compare', () => openComparison(page), t(page, 'menu.compare')),
    !page.blank && item('menu.report', () => copyReport(page), t(page, 'menu.report')),
    item('menu.paste', () => page.openDialog('paste')),
    page.ownDocument && item('menu.print', () => print()),
    item('menu.settings', () => page.openDialog('settings')),
    item('menu.keys', () => page.openDialog('keys')),
    page.standalone && guideLink(page));
}

/** Opens the comparison of places once the words of all are loaded. */
async function openComparison(page) {
  const { lang } = page;
  page.notice = null;
  try {
    await page.languages.loadAllWords();
  } catch {
    const text = page.t('language.missing', { language: page.languages.nameOf(page.lang) });
    page.notice = { text, failed: true, again: () => openComparison(page) };
    page.changed();
    return;
  }
  if (!page.blank && page.lang === lang) page.openDialog('compare');
}

/** The link to the guide for other sites. The one-file page has none. */
function guideLink(page) {
  if (!document.querySelector('link[rel=manifest]')) return null;
  const name = page.lang === defaultLanguage ? 'embed.html' : `embed.${page.lang}.html`;
  return h('li', { key: 'guide' }, h('a', { href: name }, page.t('menu.embed')));
}
