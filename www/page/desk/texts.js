// The texts of the desk. The site builder generates '../desk-words.js' from the languages' folders.

import { texts } from '../desk-words.js';
import { fillCount, fillSlots } from '../dom/words.js';

/** A text in the language of the page. */
export function t(page, key, slots) {
  return fillSlots(texts[page.lang], key, slots);
}

/** A text with a count in the language of the page. */
export function counted(page, key, n, slots) {
  return fillCount(texts[page.lang], page.lang, key, n, slots);
}
