// What another site's page loads: <script type="module" src=".../embed.js"></script> beside
// <aftersales-advisor></aftersales-advisor>. Its name stays the same in every build. It only watches where the
// elements are: all that they need is loaded when the first of them comes near what is seen.

import { defineElement, TAG } from './element.js';
import { showUnloaded } from './trouble.js';

if (!customElements.get(TAG)) {
  defineElement((element) => import('./main.js').then(({ prepared }) => prepared(element)), showUnloaded, { lazily: true });
}
