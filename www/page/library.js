// The whole library, which also audits, compares and lists rules and answers with a seller's rules. The site builder
// generates './whole.js'; in the one-file page it is the library of the first load.

import { engine } from './engine.js';
import {
  add_words, admit, advise, audit, check, choices, difference, has_page_words, has_words, pack_from_csv, pack_to_csv, ready, rules,
} from './whole.js';

let loading;

/** Resolves to the functions of the whole library. Rejects if it cannot be loaded, and may be called again. */
export function library() {
  loading ??= ready()
    .then(() => engine.addWhole({ add_words, advise, has_page_words, has_words }))
    .then(() => ({ admit, audit, check, choices, difference, pack_from_csv, pack_to_csv, rules }));
  loading.catch(() => { loading = undefined; });
  return loading;
}
