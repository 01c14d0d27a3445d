// The script of the extras: everything that the first answer does not need.

import { showBroken } from './broken-view.js';
import { saveDeadline } from './calendar.js';
import { caseLink, caseText } from './case-text.js';
import { pressKey } from './keys.js';
import { keysView } from './keys-view.js';
import { library } from './library.js';
import { changesView } from './changes-view.js';
import { detailFields } from './detail-fields.js';
import { showLoadFailure } from './load-failure.js';
import { menuItems } from './menu-items.js';
import { pasteView } from './paste-view.js';
import { planView } from './plan-view.js';
import { policyView } from './policy-view.js';
import { policyOf } from './policy.js';
import { settingsView } from './settings-view.js';
import { style as extrasStyle } from './style/extras.css.js';

/** What the page uses of them. */
export const extras = {
  linked: caseLink, texted: caseText, changesView, detailFields, library, menuItems, planView, policyOf, policyView, pressKey, saveDeadline, showBroken, showLoadFailure,
  dialogs: { keys: keysView, paste: pasteView, settings: settingsView }, style: extrasStyle,
};
