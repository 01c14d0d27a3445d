// The texts of the extras. The site builder generates '../extras-words.js' from the locales.

import { texts } from '../extras-words.js';
import { fillCount, fillSlots } from '../dom/words.js';

/** A text in the language of the page. */
export function t(page, key, slots) {
  return fillSlots(texts[page.lang], key, slots);
}

/** A text with a count in the language of the page. */
export function counted(page, key, n, slots) {
  return fillCount(texts[page.lang], page.lang, key, n, slots);
}

/** An exact count in the format of the language. It may exceed the safe integers. */
export function formatCount(page, digits) {
  return new Intl.NumberFormat(page.lang).format(BigInt(digits));
}
