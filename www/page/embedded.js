// Loaded only in a page or a frame of another site.

import { reportHeight } from './frame-height.js';
import { embeddedStyle } from './style-embedded.js';

export const embedded = { reportHeight, style: embeddedStyle };
