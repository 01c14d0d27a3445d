// What can be done with all cases, and for how long they are kept.

import { fileButton } from './file-button.js';
import { h } from '../dom/dom.js';
import { t } from './texts.js';

/** Days after closing to choose from. */
const DAYS = [7, 30, 90, 180, 365];

export function settingsView(page) {
  const { desk } = page;
  const action = (key, act) => h('button', { class: 'secondary', type: 'button', key, 'data-desk': key, onclick: act }, t(page, `desk.${key}`));
  return h('details', { class: 'fold desk-more', key: 'settings' },
    h('summary', null, t(page, 'desk.settings')),
    h('div', { class: 'actions' },
      action('save', () => desk.files.saveAll()),
      fileButton(page),
      action('calendar', () => desk.files.saveCalendar())),
    h('label', { class: 'check', key: 'daily' },
      h('input', { type: 'checkbox', checked: desk.settings.daily !== false, 'data-desk': 'daily', onchange: (event) => desk.save({ daily: event.target.checked }) }),
      h('span', null, t(page, 'desk.daily'))),
    globalThis.Notification && h('label', { class: 'check', key: 'remind' },
      h('input', { type: 'checkbox', checked: Boolean(desk.settings.remind), 'data-desk': 'remind', onchange: (event) => desk.reminders.turn(event.target.checked) }),
      h('span', null, t(page, 'remind.on'))),
    desk.reminders.refused && h('p', { class: 'problem', key: 'refused' }, t(page, 'remind.refused')),
    h('div', { class: 'field', key: 'erase' },
      h('label', { for: 'erase-after' }, t(page, 'desk.erase')),
      h('select', { id: 'erase-after', value: String(desk.eraseAfter), onchange: (event) => desk.setEraseAfter(Number(event.target.value)) },
        DAYS.map((days) => h('option', { value: String(days), key: String(days) }, t(page, 'desk.erase.days', { n: days }))))),
    h('p', { class: 'note', key: 'note' }, t(page, desk.persistent ? 'desk.kept_here' : 'desk.may_be_deleted')));
}
