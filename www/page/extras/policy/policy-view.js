// The policy at a glance, one part at a time.

import { auditView } from './audit-view.js';
import { h } from '../../dom/dom.js';
import { isMany, manyPart } from '../many/many-part.js';
import { gridView } from './grid-view.js';
import { ownView } from '../shop/own-view.js';
import { policyOf } from './policy.js';
import { rulesView } from './rules-view.js';
import { t } from '../texts.js';

const PARTS = { grid: gridView, rules: rulesView, audit: auditView, own: ownView };

/** The part of a view such as "rules/some-rule", or else the grid; or many orders at once, which are no part of it. */
export function policyView(page) {
  if (isMany(page.view)) return manyPart(page);
  const [part] = page.view.split('/', 1);
  const known = Object.hasOwn(PARTS, part) ? part : 'grid';
  return h('section', { class: 'policy', part: 'policy', key: 'policy', 'aria-label': t(page, 'policy.title') },
    h('div', { class: 'policy-head' },
      h('h2', { tabindex: '-1' }, t(page, 'policy.title')),
      h('button', { class: 'quiet', type: 'button', onclick: () => page.openView(null) }, t(page, 'policy.back'))),
    h('nav', { class: 'parts', 'aria-label': t(page, 'policy.parts') }, Object.keys(PARTS).map((code) => h('button', {
      type: 'button', key: code, 'data-part': code, 'aria-current': code === known && 'page',
      onclick: () => page.openView(code),
    }, t(page, `policy.${code}`)))),
    h('div', { class: `policy-part ${known}`, key: known }, PARTS[known](page, policyOf(page))));
}
