// Admits a seller's rules in slices, between which the page handles input and draws.

/** Milliseconds after which a slice ends. The block of the policy that it checks then is completed. */
const SLICE = 16;

/** The name of the slices in the browser's performance timeline. */
const NAME = 'aftersales.admission';

/** Does the admission of a shop in a slice that began at `start`. Returns whether anything is left to do. */
export function admitSlice(shop, options, start = performance.now()) {
  let left = true;
  while (left && performance.now() - start < SLICE) left = shop.advance(options);
  performance.measure(NAME, { start });
  return left;
}

/** Resolves once the rules of a shop are admitted. */
export async function admit(shop, options) {
  do await pause(); while (admitSlice(shop, options));
}

/** Resolves in a later task. */
export function pause() {
  return globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
