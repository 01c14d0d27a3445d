// A field for the time of an event: a day, and its hour if that is known.

import { problemsView } from './choice-view.js';
import { h } from '../dom/dom.js';
import { dayBefore, instantOf, localOf } from '../dom/words.js';

/** Days that one tap enters, and how many days ago they were. */
const QUICK = { 'details.today': 0, 'details.yesterday': 1 };

export function timeView(page, { code }, label) {
  const [day, hour] = localOf(page.case[code]).split(' ');
  // On change, not on input, since a partial date is not a date.
  const state = (day, hour) => page.state(code, instantOf(day, hour) ?? undefined);
  const describedby = page.problemsAt(code).length > 0 ? `problem-${code}` : null;
  return h('div', { class: 'field', key: code },
    h('label', { for: `field-${code}` }, label),
    h('div', { class: 'joined' },
      h('input', {
        id: `field-${code}`, type: 'date', value: day, 'aria-describedby': describedby,
        onchange: (event) => state(event.target.value, hour),
      }),
      h('input', {
        type: 'time', value: hour ?? '', 'aria-label': `${label}, ${page.t('details.hour')}`, title: page.t('details.hour'),
        disabled: !day, onchange: (event) => state(day, event.target.value),
      })),
    !day && h('div', { class: 'quick' }, Object.entries(QUICK).map(([key, ago]) => h('button', {
      class: 'quiet', type: 'button', key, onclick: () => page.state(code, dayBefore(page.now(), ago)),
    }, page.t(key), h('span', { class: 'aside' }, ` (${label})`)))),
    problemsView(page, code));
}
