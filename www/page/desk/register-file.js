// The register as a file, and the closed cases of one that comes back. It has no names.

import { csvOf, rowsOf } from './csv.js';
import { erased, isInstant, newCase, withClosing, withOrder } from './kept-case.js';

const COLUMNS = ['closed', 'platform', 'complaint', 'cause', 'product', 'carrier', 'remedy', 'cost', 'currency', 'id'];

/** The entries as CSV. `amountText` writes an amount as a decimal number. */
export function registerAsCsv(entries, amountText) {
  const row = ({ at, platform, complaint, cause, product, carrier, remedy, cost, id }) => [
    new Date(at).toISOString(), platform, complaint, cause, product, carrier, remedy, cost ? amountText(cost) : '', cost?.currency ?? '', id,
  ];
  return csvOf([COLUMNS, ...entries.map(row)]);
}

/** The entries as JSON. */
export function registerAsJson(entries) {
  return JSON.stringify(entries, null, 1);
}

/** Whether a text begins as the register's CSV does. */
export function isRegisterCsv(text) {
  const [names = []] = rowsOf(text.split(/\r?\n/, 1)[0]);
  return COLUMNS.every((name) => names.includes(name));
}

/** Whether a text begins as the register's JSON does. */
export function isRegisterJson(text) {
  return /^\s*\[\s*\{/.test(text) && text.includes('"cause"');
}

/** The closed cases of a register as CSV, each null where its row is unreadable. `readAmount(text, currency)` returns the
    amount in a text, if it can be read. */
export function casesOfCsv(text, readAmount) {
  const [names, ...rows] = rowsOf(text);
  return rows.map((row) => {
    const { closed, cost, currency, ...entry } = Object.fromEntries(COLUMNS.map((name) => [name, row[names.indexOf(name)] ?? '']));
    const amount = cost === '' ? null : readAmount(cost, currency);
    const isRead = cost === '' || amount;
    return isRead ? caseOf({ ...entry, at: /^\d{4}-\d\d-\d\dT/.test(closed) ? Date.parse(closed) : NaN, cost: amount }) : null;
  });
}

/** The closed cases of a register as JSON, each null where it is unreadable; undefined if it is none. */
export function casesOfJson(list) {
  const cases = list.map(caseOf);
  return cases.some(Boolean) || list.length === 0 ? cases : undefined;
}

/** The case of an entry, as it is after what is about the buyer was erased; null if the entry is unreadable. */
function caseOf(entry) {
  const { id, at, platform, complaint, cause, product, carrier, remedy, cost } = entry ?? {};
  const texts = [id, platform, complaint, cause, product, carrier, remedy];
  if (!texts.every((text) => typeof text === 'string') || !id || !cause || !isInstant(at) || !isCost(cost)) return null;
  const facts = { ...(platform && { platform }), ...(complaint && { complaint }) };
  const closing = { cause, product, carrier, cost, remedy: remedy || null };
  return erased(withClosing(withOrder(newCase(id, at), at, { case: facts }, null), at, closing));
}

function isCost(cost) {
  return cost === null || (Number.isSafeInteger(cost?.minor) && cost.minor >= 0 && /^[A-Z]{3}$/.test(cost.currency));
}
