// The language whose words a tag needs.

import { placeTable } from '../language-table.js';

/** A place where a language is written otherwise has the words of that language. */
export function wordsOf(tag) {
  return placeTable[tag]?.over ?? tag;
}
