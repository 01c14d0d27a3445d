// The whole library: it audits, compares and lists rules, and answers under a seller's own. './whole.js' is
// made by the site builder; where the first load brought everything, as in the one-file page, it is that.

import { engine } from './engine.js';
import {
  add_words, admit, advise, audit, check, choices, difference, has_page_words, has_words, pack_from_csv, pack_to_csv, ready, rules,
} from './whole.js';

let coming;

/** Its functions, once it is there; rejects where it cannot be loaded, and may be asked again. */
export function library() {
  coming ??= ready()
    .then(() => engine.join({ add_words, advise, has_page_words, has_words }))
    .then(() => ({ admit, audit, check, choices, difference, pack_from_csv, pack_to_csv, rules }));
  coming.catch(() => { coming = undefined; });
  return coming;
}
