// All that is fetched on demand, as one script: its door.

import { showBroken } from './broken-view.js';
import { saveDeadline } from './calendar.js';
import { caseLink, caseText } from './case-text.js';
import { library } from './library.js';
import { pasteView } from './paste-view.js';
import { planView } from './plan-view.js';
import { policyView } from './policy-view.js';
import { policyOf } from './policy.js';
import { settingsView } from './settings-view.js';
import { extrasStyle } from './style-extras.js';
import { showUnloaded } from './trouble.js';

/** What the page asks of it. */
export const door = {
  linked: caseLink, texted: caseText, library, planView, policyOf, policyView, saveDeadline, showBroken, showUnloaded,
  dialogs: { paste: pasteView, settings: settingsView }, style: extrasStyle,
};
