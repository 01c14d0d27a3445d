// What the first answer does not need: the policy at a glance, cases as text, and the library that reads a
// seller's own rules. Fetched when it is asked for.

/** The exports of extras.js; rejects where they cannot be loaded. */
export function extras() {
  return import('./extras.js');
}
