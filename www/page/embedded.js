// Loaded only in a page or a frame of another site.

import { reportHeight } from './element/frame-height.js';
import { style as embeddedStyle } from './style/embedded.css.js';

export const embedded = { reportHeight, style: embeddedStyle };
