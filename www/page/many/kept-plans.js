// Keeps how the columns of a file were mapped, by its header row, so that the next file of the same shop needs no mapping.

import { COLUMNS, readStored } from '../state/stored.js';

/** How many header rows are kept. */
const MOST = 20;

/** What was kept for a header row. Only the page itself keeps it. */
export function keptPlan(page, key) {
  return keeps(page) ? readStored('localStorage', COLUMNS)?.[key] : undefined;
}

/** Keeps a plan for a header row. */
export function keepPlan(page, key, plan) {
  if (!keeps(page)) return;
  const { [key]: _, ...others } = readStored('localStorage', COLUMNS) ?? {};
  const entries = [...Object.entries(others), [key, plan]].slice(-MOST);
  try {
    localStorage.setItem(COLUMNS, JSON.stringify(Object.fromEntries(entries)));
  } catch {
    // A full or forbidden storage keeps nothing; the mapping is still in use.
  }
}

function keeps({ storage }) {
  return storage !== undefined && !storage.name;
}
