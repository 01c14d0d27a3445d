// The words of what is fetched on demand. './extras-words.js' is made by the site builder from the locales.

import { texts } from './extras-words.js';
import { filled } from './words.js';

/** A text in the reader's language. */
export function said(page, key, slots) {
  return filled(texts[page.lang], key, slots);
}

/** An exact count, which may be larger than a number holds, as the language writes it. */
export function counted(page, digits) {
  return new Intl.NumberFormat(page.lang).format(BigInt(digits));
}
