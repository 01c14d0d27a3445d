// Formats values for texts: slots, lists and dates in the conventions of a language.

import { languageTable } from '../language-table.js';

/** The text of a key with its slots filled. A missing text shows as its key. */
export function fillSlots(words, key, slots = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (slot, name) => (name in slots ? String(slots[name]) : slot));
}

/** Cached formatters, since they are slow to create. */
const formatters = new Map();

function formatter(Kind, lang, options) {
  const key = `${Kind.name} ${lang} ${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new Kind(languageTable[lang].formats ?? lang, options));
  return formatters.get(key);
}

/** The text of a key in the form for a count, `key.one` or another of the language's, with the count in its slot `n`. */
export function fillCount(words, lang, key, n, slots) {
  const form = `${key}.${formatter(Intl.PluralRules, lang).select(Number(n))}`;
  return fillSlots(words, form in words ? form : key, { ...slots, n: formatter(Intl.NumberFormat, lang).format(BigInt(n)) });
}

/** "a, b and c", with separators from the texts. The first answer has a list, and creating the browser's formatter
    would take longer than the answer. */
export function formatList(page, items) {
  if (items.length < 2) return items.join('');
  return items.slice(0, -1).join(page.t('list.between')) + page.t('list.last') + items.at(-1);
}

/** The day of an ISO date in the format of the language; any other text as it is. */
export function formatDay(lang, text) {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (!day) return text;
  return formatter(Intl.DateTimeFormat, lang, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The instant of a day and an hour, with this device's offset at that time; without an hour, the day; without a day,
    null. */
export function instantOf(day, hour) {
  if (!day || !hour) return day || null;
  const local = `${day}T${hour}${hour.length === 5 ? ':00' : ''}`;
  return `${local}${formatOffset(new Date(local))}`;
}

/** The day and, if there is one, the hour of an instant on this device's clock. */
export function localOf(instant) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant;
  const time = new Date(instant ?? '');
  if (Number.isNaN(time.getTime())) return '';
  const two = (number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The day on this device's clock, some days before an instant. */
export function dayBefore(instant, days) {
  const time = new Date(instant);
  time.setDate(time.getDate() - days);
  return localOf(time).split(' ')[0];
}

/** The offset of this device's clock at a time, such as "+08:00". */
export function formatOffset(time) {
  const minutes = -time.getTimezoneOffset();
  const two = (number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}
