// The kept case below its answer: what is due, what was sent and noted, and how it ended.

import { closingView } from './closing-view.js';
import { DAY, dueEntries } from './kept-case.js';
import { deadlineLinks } from '../answer/duties-view.js';
import { distanceText, instantText } from './when.js';
import { h } from '../dom/dom.js';
import { icon } from '../dom/icons.js';
import { localOf } from '../dom/words.js';
import { t } from './texts.js';

/** The instants to choose from for a reminder, in milliseconds from now. */
const LATER = { hour: 3_600_000, day: DAY, three_days: 3 * DAY, week: 7 * DAY };

export function caseView(page) {
  const { desk } = page;
  const kept = desk.shown.current;
  if (!kept) return null;
  return h('section', { class: 'part kept', key: 'kept', part: 'kept', 'aria-label': t(page, 'case.title') },
    h('h3', null, t(page, 'case.title')),
    kept.closing ? closedView(page, kept) : dueView(page, kept),
    kept.tags.length > 0 && h('p', { class: 'note', key: 'tags', dir: 'auto' }, kept.tags.map((tag) => `#${tag}`).join(' ')),
    h('div', { class: 'actions small', key: 'actions' }, Object.keys(FORMS).filter((code) => !kept.closing || !UNTIL_CLOSED.includes(code)).map((code) => h('button', {
      class: 'pill', type: 'button', key: code, 'data-desk': code, 'aria-expanded': String(desk.shown.unfolded === code), onclick: () => desk.shown.unfold(code),
    }, t(page, `case.${code}`)))),
    FORMS[desk.shown.unfolded]?.(page, kept));
}

/** What can be unfolded below a case. */
const FORMS = { remind: reminderView, note: noteView, tags: tagsView, history: historyView, close: closingView };
const UNTIL_CLOSED = ['remind', 'close'];

function closedView(page, kept) {
  return h('div', { class: 'closed', key: 'closed' },
    h('p', null, t(page, 'case.closed', { at: instantText(page.lang, kept.closing.at) })),
    h('button', { class: 'quiet', type: 'button', 'data-desk': 'reopen', onclick: () => page.desk.shown.reopen() }, t(page, 'case.reopen')));
}

function dueView(page, kept) {
  const now = Date.now();
  const entries = dueEntries(kept);
  if (entries.length === 0) return undatedView(page, kept);
  return h('ul', { class: 'plain due-entries', key: 'due' }, entries.map((entry) => h('li', { key: entry.key, class: entry.due < now ? 'overdue' : null },
    h('label', { class: 'check' },
      h('input', { type: 'checkbox', checked: false, 'data-due': entry.key, onchange: () => page.desk.shown.settle(entry.key) }),
      h('span', null, entry.text, ' ',
        h('span', { class: 'due-when' }, `${distanceText(page.lang, entry.due, now)} · ${instantText(page.lang, entry.due)}`),
        entry.daily && h('span', { class: 'note' }, ` · ${t(page, 'case.daily')}`))),
    entry.daily && h('button', {
      class: 'quiet', type: 'button', 'data-desk': 'write', 'aria-expanded': String(page.desk.shown.unfolded === entry.key), onclick: () => page.desk.shown.unfold(entry.key),
    }, t(page, 'case.write')),
    page.desk.shown.unfolded === entry.key && followUpView(page, entry.key),
    entry.key.startsWith('own:') && h('button', {
      class: 'quiet', type: 'button', onclick: () => page.desk.shown.dropReminder(entry.key),
    }, t(page, 'case.drop'))),
  ), h('li', { key: 'calendar' }, h('button', { class: 'quiet', type: 'button', 'data-desk': 'case-calendar', onclick: () => page.desk.files.saveCalendar([kept]) }, t(page, 'case.calendar'))));
}

/** The message of a daily step, which is copied and done with one tap. */
function followUpView(page, key) {
  const { value: message, failed } = page.desk.followUp.of(key);
  if (!message) return h('p', { class: 'note follow-up', key: 'follow-up', role: 'status' }, t(page, failed ? 'case.write.failed' : message === null ? 'case.write.none' : 'case.write.waiting'));
  return h('div', { class: 'follow-up', key: 'follow-up' },
    h('p', { class: 'letter', lang: message.lang, dir: 'auto' }, message.text),
    h('button', { class: 'primary', type: 'button', 'data-desk': 'copy', onclick: () => page.desk.followUp.copy(key, message) }, icon('copy'), t(page, 'case.write.copy')));
}

/** Why nothing is due: no deadline, or one that counts from a day that is not stated. */
function undatedView(page, kept) {
  const waiting = page.blank ? undefined : page.advice.duties.find((duty) => duty.must && !duty.due && duty.from && page.case[duty.from] === undefined);
  return h('div', { class: 'undated', key: 'nothing' },
    h('p', { class: 'note' }, t(page, waiting ? 'case.undated' : kept.letters.length > 0 ? 'case.nothing_due' : 'case.unsent')),
    waiting && deadlineLinks(page, waiting));
}

/** A reminder of the person's own. */
function reminderView(page) {
  return h('form', {
    class: 'inline-form', key: 'reminder',
    onsubmit: (event) => {
      event.preventDefault();
      const { what, when } = event.target.elements;
      page.desk.shown.remind(what.value.trim() || t(page, 'case.look_again'), Date.now() + LATER[when.value]);
    },
  },
    h('input', { name: 'what', type: 'text', autocomplete: 'off', dir: 'auto', 'aria-label': t(page, 'case.remind.what'), placeholder: t(page, 'case.remind.what') }),
    h('select', { name: 'when', 'aria-label': t(page, 'case.remind.when') }, Object.keys(LATER).map((code) => h('option', { value: code, key: code }, t(page, `case.later.${code}`)))),
    h('button', { class: 'secondary', type: 'submit' }, t(page, 'case.remind.add')));
}

function noteView(page) {
  return h('form', {
    class: 'inline-form', key: 'note',
    onsubmit: (event) => {
      event.preventDefault();
      const text = event.target.elements.note.value.trim();
      if (text) page.desk.shown.note(text);
    },
  },
    h('input', { name: 'note', type: 'text', autocomplete: 'off', dir: 'auto', 'aria-label': t(page, 'case.note.what'), placeholder: t(page, 'case.note.what') }),
    h('button', { class: 'secondary', type: 'submit' }, t(page, 'case.note.add')));
}

function tagsView(page, kept) {
  return h('form', {
    class: 'inline-form', key: 'tags',
    onsubmit: (event) => {
      event.preventDefault();
      page.desk.shown.tag(event.target.elements.tags.value);
    },
  },
    h('input', {
      name: 'tags', type: 'text', autocomplete: 'off', dir: 'auto', value: kept.tags.join(', '),
      'aria-label': t(page, 'case.tags.what'), placeholder: t(page, 'case.tags.what'),
    }),
    h('button', { class: 'secondary', type: 'submit' }, t(page, 'case.tags.set')));
}

/** Everything that happened, the latest last. What was answered can be read as it was. */
function historyView(page, kept) {
  const events = page.statedFacts
    .filter(({ code }) => page.facts.get(code).kind === 'time')
    .map(({ label, code }) => ({ at: Date.parse(page.case[code]), view: `${label}: ${localOf(page.case[code])}`, undated: true }));
  const items = [
    { at: kept.opened, view: t(page, 'history.opened') },
    ...events,
    ...kept.letters.map((letter) => ({ at: letter.at, view: letterView(page, letter) })),
    ...kept.answers.map((answer) => ({ at: answer.at, view: answerView(page, answer) })),
    ...kept.notes.map((note) => ({ at: note.at, view: h('span', { dir: 'auto' }, note.text) })),
    ...kept.settled.map((entry) => ({ at: entry.at, view: t(page, 'history.settled', { what: entry.text ?? '' }) })),
    kept.closing && { at: kept.closing.at, view: t(page, 'history.closed') },
  ];
  const dated = items.filter((item) => item && Number.isFinite(item.at)).sort((a, b) => a.at - b.at);
  return h('ol', { class: 'plain history' }, dated.map(({ at, view, undated }, index) => h('li', { key: `${at} ${index}` },
    !undated && h('span', { class: 'note' }, `${instantText(page.lang, at)} `), view)));
}

function letterView(page, { text, lang }) {
  return h('details', null, h('summary', null, t(page, 'history.letter')), h('p', { class: 'letter', lang, dir: 'auto' }, text || t(page, 'history.erased')));
}

function answerView(page, { title, steps = [], duties = [] }) {
  return h('details', null, h('summary', null, t(page, 'history.answer', { title })),
    h('ul', null, [...steps, ...duties].map((line, index) => h('li', { key: String(index) }, line))));
}
