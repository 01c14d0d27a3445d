// The register of closed cases: its rows, what comes back most, and what it cost. It has no names.

import { monthOf } from './days.js';

/** What cases are counted by. */
export const SUBJECTS = ['product', 'cause', 'carrier', 'platform', 'month'];

/** The entry of a closed case. */
export function entryOf({ id, order: { case: facts }, closing }) {
  const { at, cause = 'other', product = '', carrier = '', cost = null, remedy = null } = closing;
  return { id, at, month: monthOf(at), platform: facts.platform ?? '', complaint: facts.complaint ?? '', cause, product, carrier, remedy: remedy ?? '', cost };
}

/** The entries by one subject, the most frequent first; months in their order. Entries without it are left out. Costs are
    added up by currency. */
export function countedBy(entries, subject) {
  const groups = new Map();
  for (const entry of entries) {
    const name = entry[subject];
    if (!name) continue;
    const group = groups.get(name) ?? { name, count: 0, costs: {} };
    group.count += 1;
    if (entry.cost) group.costs[entry.cost.currency] = (group.costs[entry.cost.currency] ?? 0) + entry.cost.minor;
    groups.set(name, group);
  }
  const order = subject === 'month' ? (a, b) => (a.name < b.name ? -1 : 1) : (a, b) => b.count - a.count || (a.name < b.name ? -1 : 1);
  return [...groups.values()].sort(order);
}

/** The costs of all entries by currency. */
export function costsOf(entries) {
  const costs = {};
  for (const { cost } of entries) if (cost) costs[cost.currency] = (costs[cost.currency] ?? 0) + cost.minor;
  return costs;
}

const COLUMNS = ['closed', 'platform', 'complaint', 'cause', 'product', 'carrier', 'remedy', 'cost', 'currency', 'id'];

/** The entries as CSV. `amountText` writes minor units as a decimal number. */
export function csvOf(entries, amountText) {
  const row = ({ at, platform, complaint, cause, product, carrier, remedy, cost, id }) => [
    new Date(at).toISOString(), platform, complaint, cause, product, carrier, remedy, cost ? amountText(cost) : '', cost?.currency ?? '', id,
  ];
  // The mark at the beginning has spreadsheets read it as UTF-8.
  return `\ufeff${[COLUMNS, ...entries.map(row)].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell. What a spreadsheet would run as a formula becomes text. */
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
