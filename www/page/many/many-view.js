// The view of many orders at once: a file is chosen, its columns are looked at, its orders are decided and listed.

import { chooseView } from './choose-view.js';
import { columnsView } from './columns-view.js';
import { h } from '../dom/dom.js';
import { resultView } from './result-view.js';
import { t } from './texts.js';

const STEPS = {
  choose: chooseView, reading: workingView, columns: columnsView, deciding: workingView, result: resultView, writing: workingView,
};

export function manyView(page, many) {
  return h('div', { class: `many-step step-${many.step}`, key: many.step }, STEPS[many.step](page, many));
}

/** How far something is, and a way to stop it. */
function workingView(page, many) {
  const percent = Math.floor(many.part * 100);
  return [
    h('p', { role: 'status', key: 'what' }, t(page, `working.${many.step}`, { file: many.file })),
    h('progress', { key: 'progress', max: '100', value: String(percent), 'aria-label': t(page, `working.${many.step}`, { file: many.file }) }),
    h('p', { class: 'note', key: 'part' }, new Intl.NumberFormat(page.lang, { style: 'percent' }).format(percent / 100)),
    h('div', { class: 'actions', key: 'actions' },
      h('button', { class: 'secondary', type: 'button', 'data-many': 'cancel', onclick: () => many.cancel() }, t(page, 'working.cancel'))),
  ];
}
