// Loads the desk on demand.

/** Resolves to the exports of desk.js; rejects if they cannot be loaded. */
export function loadDesk() {
  return import('./desk.js');
}
