// Instants as a person reads them, on this device's clock.

import { languageTable } from '../language-table.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Units of a distance in time, the largest first, each with the milliseconds from which it is used. */
const UNITS = [['day', DAY, 1.5 * DAY], ['hour', HOUR, 1.5 * HOUR], ['minute', MINUTE, 0]];

const formats = (lang) => languageTable[lang].formats ?? lang;

/** How far an instant is away, such as "in 2 hours" or "3 days ago". */
export function distanceText(lang, instant, now) {
  const distance = instant - now;
  const [unit, size] = UNITS.find(([, , from]) => Math.abs(distance) >= from);
  return new Intl.RelativeTimeFormat(formats(lang), { numeric: 'always' }).format(Math.round(distance / size), unit);
}

/** The day and the hour of an instant, such as "28 Nov, 10:00". */
export function instantText(lang, instant) {
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat(formats(lang), options).format(instant);
}

/** A month such as "2026-11" in words. */
export function formatMonth(lang, month) {
  return new Intl.DateTimeFormat(formats(lang), { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}
