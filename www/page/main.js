// The page's script: all that an advisor needs, loaded once for however many there are. On the page itself it
// starts at once; in a page of another site, embed.js has defined the element and asks for it.

import { heedAddress } from './address.js';
import { Advisor, readStyles } from './advisor.js';
import { defineElement, TAG } from './element.js';
import { load } from './engine.js';
import { begunCase, guessedLanguage, guessedWords } from './guess.js';
import { showMissing } from './missing.js';
import { extras } from './on-demand.js';
import { prepare } from './session.js';
import { wishesOf } from './wishes.js';

let library;

/** Loads the wasm and the words; resolves to a function that makes the advisor in an element. */
export async function prepared(element) {
  const wishes = wishesOf(element);
  const around = !element.hasAttribute('standalone') && import('./embedded.js');
  const told = begunCase(element, wishes);
  library ??= load(guessedWords(wishes, told));
  readStyles(element);
  // Another element may have more luck.
  await library.catch((failure) => {
    library = undefined;
    throw failure;
  });
  const [start, { embedded } = {}] = await Promise.all([prepare(wishes, told), around || undefined]);
  return (set, anew) => {
    const failed = (failure) => {
      console.error(failure);
      element.shadowRoot?.replaceChildren();
      extras().then(
        ({ door }) => door.showBroken(element, wishes, anew),
        () => showMissing(element, guessedLanguage(wishes), anew),
      );
    };
    try {
      return new Advisor(element, { ...start, embedded, failed, ...(set.case && { resumed: false }), ...set });
    } catch (failure) {
      failed(failure);
      return undefined;
    }
  };
}

/** Says why nothing could be loaded: what has the words for it is loaded itself. */
function explain(element, failure, again) {
  const missing = () => showMissing(element, guessedLanguage(wishesOf(element)), again);
  if (failure) extras().then(({ door }) => door.showUnloaded(element, failure, again), missing);
  else missing();
}

if (!customElements.get(TAG)) {
  heedAddress();
  defineElement(prepared, explain);
}
