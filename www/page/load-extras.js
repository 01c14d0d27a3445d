// Loads on demand what the first answer does not need: the policy at a glance, cases as text, the library that reads a
// seller's rules, and many orders at once.

/** Resolves to the exports of extras.js; rejects if they cannot be loaded. */
export function loadExtras() {
  return import('./extras.js');
}

/** Resolves to the exports of many.js, for many orders at once; rejects if they cannot be loaded. */
export function loadMany() {
  return import('./many.js');
}
