// The register of closed cases: its rows, what comes back most, and what it cost. It has no names.

import { monthOf } from './days.js';

/** What cases are counted by. */
export const SUBJECTS = ['product', 'cause', 'carrier', 'platform', 'month'];

/** The entry of a closed case. */
export function entryOf({ id, order: { case: { platform, complaint } }, closing: { at, cause, product, carrier, cost = null, remedy } }) {
  const texts = Object.entries({ platform, complaint, cause: cause || 'other', product, carrier, remedy });
  return { id, at, month: monthOf(at), ...Object.fromEntries(texts.map(([name, text]) => [name, text ?? ''])), cost: cost && { minor: cost.minor, currency: cost.currency } };
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
