// Loads on demand what the first answer does not need: the policy at a glance, cases as text, and the library that
// reads a seller's rules.

/** Resolves to the exports of extras.js; rejects if they cannot be loaded. */
export function loadExtras() {
  return import('./extras.js');
}
