// Putting values into words: slots, lists, amounts and dates in the reader's conventions.

/** The text of a key with its slots filled. A missing key shows as itself, so that nothing disappears. */
export function filled(words, key, slots = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (slot, name) => (name in slots ? String(slots[name]) : slot));
}

/** Formatters are dear to make: one of each kind is kept. */
const formatters = new Map();

function formatter(Kind, lang, options) {
  const key = `${Kind.name} ${lang} ${JSON.stringify(options)}`;
  // Plain "en" would write dates the American way; the library writes them the other.
  if (!formatters.has(key)) formatters.set(key, new Kind(lang === 'en' ? 'en-GB' : lang, options));
  return formatters.get(key);
}

/** "a, b and c", as the words of the page write it: a list comes with the first answer, and the browser's own
    formatter takes longer to make than the answer. */
export function listed(page, items) {
  if (items.length < 2) return items.join('');
  return items.slice(0, -1).join(page.t('list.between')) + page.t('list.last') + items.at(-1);
}

/** The day of an ISO date, written out; anything else as it is. */
export function dayText(lang, text) {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (!day) return text;
  return formatter(Intl.DateTimeFormat, lang, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** An amount as it is typed: 12950 with two digits is "129.50", 12900 is "129". */
export function plainAmount(minor, digits) {
  const text = String(minor).padStart(digits + 1, '0');
  const [whole, rest] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return Number(rest) === 0 ? whole : `${whole}.${rest}`;
}

/** What a day and an hour say: an instant with this device's offset at that time, the day alone without an hour;
    null without a day. */
export function instantOf(day, hour) {
  if (!day || !hour) return day || null;
  const local = `${day}T${hour}${hour.length === 5 ? ':00' : ''}`;
  return `${local}${offsetText(new Date(local))}`;
}

/** The day and the hour of an instant as this device's clock shows them; a day without an hour has none. */
export function localOf(instant) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant;
  const time = new Date(instant ?? '');
  if (Number.isNaN(time.getTime())) return '';
  const two = (number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The offset of this device's clock at a time, as in "+08:00". */
export function offsetText(time) {
  const minutes = -time.getTimezoneOffset();
  const two = (number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}
