// The script for pages of other sites: <script type="module" src=".../embed.js"></script> beside
// <aftersales-advisor></aftersales-advisor>. Its name is the same in every build. It defines the element, which loads
// the rest when the first one comes near the viewport.

import { defineElement, TAG } from './element/element.js';
import { attributesOf } from './element/attributes.js';
import { guessLanguage } from './library/languages.js';
import { showLoadFailure } from './extras/trouble/load-failure.js';
import { words } from './trouble-words.js';

/** Shows why loading failed. The texts are in this script, since the host may forbid all others. */
function showFailure(element, failure, again) {
  showLoadFailure(element, words[guessLanguage(attributesOf(element))], failure, again);
}

if (!customElements.get(TAG)) {
  defineElement((element) => import('./main.js').then(({ prepareAdvisor }) => prepareAdvisor(element)), showFailure, { lazily: true });
}
