// What only an advisor in a page or a frame of another site needs; fetched there, beside the library.

import { reportHeight } from './frame-height.js';
import { embeddedStyle } from './style-embedded.js';

export const embedded = { reportHeight, style: embeddedStyle };
