// The script for pages of other sites: <script type="module" src=".../embed.js"></script> beside
// <aftersales-advisor></aftersales-advisor>. Its name is the same in every build. It defines the element, which loads
// the rest when the first one comes near the viewport.

import { defineElement, TAG } from './element.js';
import { showLoadFailure } from './load-failure.js';

if (!customElements.get(TAG)) {
  defineElement((element) => import('./main.js').then(({ prepareAdvisor }) => prepareAdvisor(element)), showLoadFailure, { lazily: true });
}
