// The entry script of the page, shared by all advisors of a document. On the page itself it defines the element; on
// another site embed.js has defined the element and imports this script.

import { applyAddress } from './address.js';
import { Advisor, parseStyles } from './element/advisor.js';
import { attributesOf } from './element/attributes.js';
import { defineElement, TAG } from './element/element.js';
import { load } from './library/engine.js';
import { showIncomplete } from './element/incomplete.js';
import { firstCase, guessLanguage, guessSections } from './library/languages.js';
import { loadExtras } from './load-extras.js';
import { prepare } from './state/start.js';
import { troubleWords } from './library/trouble.js';

let library;

/** Loads the wasm and the words. Resolves to a function that creates the advisor in the element. */
export async function prepareAdvisor(element) {
  const attributes = attributesOf(element);
  const embedding = !element.hasAttribute('standalone') && import('./embedded.js');
  const stated = firstCase(element, attributes);
  library ??= load(guessSections(attributes, stated));
  parseStyles(element);
  // A later element tries again.
  await library.catch((failure) => {
    library = undefined;
    throw failure;
  });
  const [start, { embedded } = {}] = await Promise.all([prepare(attributes, stated), embedding || undefined]);
  return (properties, restart) => {
    const failed = (failure) => {
      console.error(failure);
      element.shadowRoot?.replaceChildren();
      loadExtras().then(
        ({ extras }) => extras.showBroken(element, attributes, restart),
        () => troubleOf(element).then((words) => showIncomplete(element, words, restart)),
      );
    };
    try {
      return new Advisor(element, { ...start, embedded, failed, ...(properties.case && { resumed: false }), ...properties });
    } catch (failure) {
      failed(failure);
      return undefined;
    }
  };
}

/** The texts for what keeps an element from starting. */
function troubleOf(element) {
  return troubleWords(guessLanguage(attributesOf(element)));
}

/** Shows why loading failed; without a failure, that it is not complete. What explains a failure is in the extras. */
async function showFailure(element, failure, again) {
  const words = await troubleOf(element);
  const incomplete = () => showIncomplete(element, words, again);
  if (failure) loadExtras().then(({ extras }) => extras.showLoadFailure(element, words, failure, again), incomplete);
  else incomplete();
}

if (!customElements.get(TAG)) {
  applyAddress();
  defineElement(prepareAdvisor, showFailure);
}
