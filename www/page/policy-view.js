// The policy at a glance: its parts, one at a time.

import { auditView } from './audit-view.js';
import { h } from './dom.js';
import { gridView } from './grid-view.js';
import { ownView } from './own-view.js';
import { policyOf } from './policy.js';
import { rulesView } from './rules-view.js';
import { said } from './said.js';

const PARTS = { grid: gridView, rules: rulesView, audit: auditView, own: ownView };

/** The part at an address such as "rules/some-rule"; the grid where there is no such part. */
export function policyView(page) {
  const [part] = page.view.split('/', 1);
  const known = Object.hasOwn(PARTS, part) ? part : 'grid';
  return h('section', { class: 'policy', part: 'policy', key: 'policy', 'aria-label': said(page, 'policy.title') },
    h('div', { class: 'policy-head' },
      h('h2', { tabindex: '-1' }, said(page, 'policy.title')),
      h('button', { class: 'quiet', type: 'button', onclick: () => page.visit(null) }, said(page, 'policy.back'))),
    h('nav', { class: 'parts', 'aria-label': said(page, 'policy.parts') }, Object.keys(PARTS).map((code) => h('button', {
      type: 'button', key: code, 'data-part': code, 'aria-current': code === known && 'page',
      onclick: () => page.visit(code),
    }, said(page, `policy.${code}`)))),
    h('div', { class: `policy-part ${known}`, key: known }, PARTS[known](page, policyOf(page))));
}
