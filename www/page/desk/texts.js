// The texts of the desk. The site builder generates '../desk-words.js' from the languages' folders.

import { texts } from '../desk-words.js';
import { fillSlots } from '../dom/words.js';

/** A text in the language of the page. */
export function t(page, key, slots) {
  return fillSlots(texts[page.lang], key, slots);
}
