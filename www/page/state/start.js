// The state with which the page starts: what the element's attributes say, and what is stored in this browser.

import { engine } from '../library/engine.js';
import { loadWholeLibrary } from '../library/loading.js';
import { wordsOf } from '../library/words-of.js';
import { messageTag } from './languages.js';
import { packWithRules } from './shop.js';
import { CaseStorage } from './storage.js';

/** Milliseconds that the first view waits for what only the answer needs. */
const FIRST_VIEW_TIMEOUT = 4000;

/** The initial state. The attributes of the element take precedence over what is stored in this browser. */
function initialState({ lang, message_lang, around, place, case: hostCase, keep }) {
  const storage = keep === undefined ? undefined : new CaseStorage(keep);
  const stored = storage?.load() ?? {};
  const pageLang = engine.preferred_language([lang, stored.lang, around]);
  return {
    ...stored,
    case: hostCase ?? { ...stored.case, ...place },
    // The other stored parts apply only to the stored case.
    of: stored.case,
    // Whether the case is one that the person stated earlier.
    resumed: hostCase === undefined && stored.case !== undefined,
    lang: pageLang,
    fixed: lang !== undefined,
    message_lang: message_lang ? messageTag(message_lang, pageLang) : stored.message_lang,
    storage,
  };
}

/** Loads the words of the initial state, those of the answer to the case that is stated, if one is, and the whole library
    if the seller has rules. Resolves to the initial state. */
export async function prepare(attributes, stated) {
  const start = initialState(attributes);
  // If these words fail to load, the message is written in the language of the page.
  const messageWords = start.message_lang && engine.loadWords(wordsOf(start.message_lang), stated && {}).catch(() => {});
  // If these words fail to load, the page reports it once it needs them.
  const answerWords = stated && engine.loadWords(start.lang, stated).catch(() => {});
  // If the library fails to load, the page reports that the rules are not in force.
  const library = packWithRules(start.own) && loadWholeLibrary().catch(() => {});
  await Promise.all([engine.loadWords(start.lang), beforeFirstView(Promise.all([answerWords, messageWords, library]))]);
  if (!stated) await warmUp(start);
  return start;
}

/** Makes the first calls of an empty page one by one, since the browser compiles the functions then. Input is handled
    between the calls. */
async function warmUp({ lang, case: facts }) {
  for (const call of [() => engine.words(lang), () => engine.form(lang, facts), () => {}]) {
    await globalThis.scheduler?.yield?.();
    call();
  }
}

/** Waits for a promise until the first view must be drawn. */
function beforeFirstView(promise) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, FIRST_VIEW_TIMEOUT))]);
}
