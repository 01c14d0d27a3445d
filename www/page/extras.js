// The script of the extras: everything that the first answer does not need.

import { showBroken } from './extras/trouble/broken-view.js';
import { saveDeadline, saveEvents } from './extras/answer/calendar.js';
import { caseLink, caseText } from './extras/case/case-text.js';
import { pressKey } from './extras/keys/keys.js';
import { keysView } from './extras/keys/keys-view.js';
import { library } from './library/library.js';
import { compareView } from './extras/answer/compare-view.js';
import { changesView } from './extras/answer/changes-view.js';
import { dropFile } from './extras/drop.js';
import { detailFields } from './extras/case/detail-fields.js';
import { saveFile } from './dom/save-file.js';
import { showLoadFailure } from './extras/trouble/load-failure.js';
import { menuItems } from './extras/menu-items.js';
import { pasteView } from './extras/case/paste-view.js';
import { planView } from './extras/plan/plan-view.js';
import { policyView } from './extras/policy/policy-view.js';
import { settingsView } from './extras/kept/settings-view.js';
import { style as extrasStyle } from './style/extras.css.js';

/** What the page uses of them. */
export const extras = {
  linked: caseLink, texted: caseText, changesView, detailFields, dropFile, library, menuItems, planView, policyView, pressKey, saveDeadline, saveEvents, saveFile, showBroken, showLoadFailure,
  dialogs: { compare: compareView, keys: keysView, paste: pasteView, settings: settingsView }, style: extrasStyle,
};
