// The script of many orders at once: it is loaded when the view is opened or a file of orders is dropped.

import { manyView } from './many/many-view.js';
import { Many } from './many/many.js';
import { style as manyStyle } from './style/many.css.js';

/** What the page uses of it. */
export const many = { of: (page) => new Many(page), style: manyStyle, view: manyView };
