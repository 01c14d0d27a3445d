// The texts of many orders at once. The site builder generates '../many-words.js' from the languages.

import { texts } from '../many-words.js';
import { fillCount, fillSlots } from '../dom/words.js';

/** A text in the language of the page. */
export function t(page, key, slots) {
  return fillSlots(texts[page.lang], key, slots);
}

/** A text with a count in the language of the page. */
export function counted(page, key, n, slots) {
  return fillCount(texts[page.lang], page.lang, key, n, slots);
}

/** A count in the format of the language. */
export function formatCount(page, count) {
  return new Intl.NumberFormat(page.lang).format(count);
}
