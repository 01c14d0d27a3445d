// The script of the extras: everything that the first answer does not need.

import { showBroken } from './broken-view.js';
import { saveDeadline } from './calendar.js';
import { caseLink, caseText } from './case-text.js';
import { library } from './library.js';
import { showLoadFailure } from './load-failure.js';
import { pasteView } from './paste-view.js';
import { planView } from './plan-view.js';
import { policyView } from './policy-view.js';
import { policyOf } from './policy.js';
import { settingsView } from './settings-view.js';
import { extrasStyle } from './style-extras.js';

/** What the page uses of them. */
export const extras = {
  linked: caseLink, texted: caseText, library, planView, policyOf, policyView, saveDeadline, showBroken, showLoadFailure,
  dialogs: { paste: pasteView, settings: settingsView }, style: extrasStyle,
};
