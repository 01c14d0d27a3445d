// The script of the desk: the kept cases, what is due in them, and the register. It is loaded after the first answer.

import { caseView } from './desk/case-view.js';
import { Desk } from './desk/desk.js';
import { deskView } from './desk/desk-view.js';
import { style } from './style/desk.css.js';

/** What the page uses of it. */
export const desk = { Desk, caseView, deskView, style };
