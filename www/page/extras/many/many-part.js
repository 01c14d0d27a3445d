// Many orders at once, whose script and texts are loaded when it is opened.

import { h } from '../../dom/dom.js';
import { t } from '../texts.js';

/** Whether a view is that of many orders. */
export function isMany(view) {
  return view === 'many';
}

export function manyPart(page) {
  if (!page.many && !page.manyFailed) load(page);
  return h('section', { class: 'policy many', part: 'policy', key: 'many', 'aria-label': t(page, 'menu.many') },
    h('div', { class: 'policy-head' },
      h('h2', { tabindex: '-1' }, t(page, 'menu.many')),
      h('button', { class: 'quiet', type: 'button', onclick: () => page.openView(null) }, t(page, 'policy.back'))),
    page.many ? page.many.view(page, page.many.state)
      : page.manyFailed ? failedView(page)
        : h('p', { class: 'note waiting', role: 'status', key: 'waiting' }, t(page, 'policy.working')));
}

/** Resolves to the state of many orders; undefined if the script cannot be loaded. */
export async function load(page) {
  page.manyFailed = false;
  page.manyLoading ??= page.loadMany();
  try {
    const { many } = await page.manyLoading;
    page.many ??= { ...many, state: many.of(page) };
  } catch {
    page.manyFailed = true;
  }
  page.manyLoading = undefined;
  page.changed();
  return page.many?.state;
}

function failedView(page) {
  return h('div', { class: 'problem', role: 'alert', key: 'failed' },
    h('p', null, page.t('extras.missing')),
    h('button', { class: 'quiet', type: 'button', onclick: () => load(page) }, t(page, 'policy.again')));
}
