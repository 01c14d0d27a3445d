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
export function saveDeadline(page, duty) {
  saveFile(`${duty.rule}.ics`, 'text/calendar', calendar(page, duty));
}

function calendar(page, duty) {
  const due = utc(duty.due);
  const about = [t(page, 'calendar.due', { due: duty.due_text }), ...duty.sources.map((source) => sourceName(page, source))];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//aftersales//policy checker//EN',
    'BEGIN:VEVENT',
    // Calendars keep one event of a UID, however often it is imported.
    `UID:${duty.rule}-${due}@aftersales`,
    `DTSTAMP:${utc(page.now())}`,
    `DTSTART:${due}`,
    `SUMMARY:${escaped(duty.text)}`,
    `DESCRIPTION:${escaped([...new Set(about)].join('\n'))}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${REMINDER}`,
    `DESCRIPTION:${escaped(duty.text)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map(fold).join('');
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
