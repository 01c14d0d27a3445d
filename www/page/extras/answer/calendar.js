// Saves a deadline as a calendar file (iCalendar, RFC 5545). The file has no facts of the case, since calendars are
// often stored elsewhere.

import { sourceName } from '../../answer/duties-view.js';
import { saveFile } from '../../dom/save-file.js';
import { t } from '../texts.js';

/** The reminder before the deadline. */
const REMINDER = '-PT2H';
/** The maximum length of a line in octets. */
const LINE_LENGTH = 75;

/** Saves the deadline of a duty. */
export function saveDeadline(page, { rule, due, due_text, text, sources }) {
  const about = [t(page, 'calendar.due', { due: due_text }), ...sources.map((source) => sourceName(page, source))];
  saveEvents(`${rule}.ics`, [{ id: `${rule}-${utc(due)}`, due, summary: text, about: [...new Set(about)].join('\n') }], page.now());
}

/** Saves events, { id, due, summary, about }, as one file. Calendars keep one event of an id, however often it is imported. */
export function saveEvents(name, events, now = Date.now()) {
  const event = ({ id, due, summary, about }) => [
    'BEGIN:VEVENT',
    `UID:${id}@aftersales`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(due)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(about)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${REMINDER}`,
    `DESCRIPTION:${escaped(summary)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//aftersales//policy checker//EN', ...events.flatMap(event), 'END:VCALENDAR'];
  saveFile(name, 'text/calendar', lines.map(fold).join(''));
}

/** An instant in UTC, such as 20261130T155959Z. */
function utc(instant) {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function escaped(text) {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Folds a line after 75 octets, with a space before the continuation. Characters are not split. */
function fold(line) {
  const octets = new TextEncoder();
  let text = '';
  let length = 0;
  for (const letter of line) {
    const size = octets.encode(letter).length;
    if (length + size > LINE_LENGTH) {
      text += '\r\n ';
      length = 1;
    }
    text += letter;
    length += size;
  }
  return `${text}\r\n`;
}
