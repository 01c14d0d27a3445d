// A deadline as a file that calendars take in: iCalendar, RFC 5545. Nothing of the case is in it, since
// calendars are often kept elsewhere.

import { sourceName } from './duties-view.js';
import { said } from './said.js';
import { saveFile } from './save-file.js';

/** How long before the deadline the calendar reminds. */
const BEFORE = '-PT2H';
/** Octets that a line may have. */
const LINE = 75;

/** Hands a duty's deadline to the browser as a download. */
export function saveDeadline(page, duty) {
  saveFile(`${duty.rule}.ics`, 'text/calendar', calendar(page, duty));
}

function calendar(page, duty) {
  const due = utc(duty.due);
  const about = [said(page, 'calendar.due', { due: duty.due_text }), ...duty.sources.map((source) => sourceName(page, source))];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//aftersales//policy checker//EN',
    'BEGIN:VEVENT',
    // The same deadline taken in twice stays one.
    `UID:${duty.rule}-${due}@aftersales`,
    `DTSTAMP:${utc(page.now())}`,
    `DTSTART:${due}`,
    `SUMMARY:${escaped(duty.text)}`,
    `DESCRIPTION:${escaped([...new Set(about)].join('\n'))}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${BEFORE}`,
    `DESCRIPTION:${escaped(duty.text)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('');
}

/** 20261130T155959Z */
function utc(instant) {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function escaped(text) {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** A line ends after 75 octets and goes on after a space; no letter is cut in two. */
function folded(line) {
  const octets = new TextEncoder();
  let text = '';
  let length = 0;
  for (const letter of line) {
    const size = octets.encode(letter).length;
    if (length + size > LINE) {
      text += '\r\n ';
      length = 1;
    }
    text += letter;
    length += size;
  }
  return `${text}\r\n`;
}
