// Reads cases and views of the policy from the fragment of an address, which browsers never send. Links have no names,
// since they are the buyer's.

import { isObject } from './stored.js';

export const MARK = '#case=';
const POLICY = '#policy';

/** The view with the kept cases. All other views are parts of the policy. */
export const CASES_VIEW = 'cases';

/** The case in the page's address, which is removed from it: undefined if there is none, null if it cannot be read.
    Then it stays in the address, where it can be repaired. */
export function takeCaseFromAddress() {
  const facts = caseInAddress();
  // After the answer, since this call is slow.
  if (facts) setTimeout(() => history.replaceState(null, '', location.href.split('#')[0]));
  return facts;
}

/** The case in the page's address: undefined if there is none, null if it cannot be read. */
export function caseInAddress() {
  return location.hash.startsWith(MARK) ? parseCase(location.hash.slice(MARK.length)) : undefined;
}

/** The case in the end of a link; null if it cannot be read. */
export function parseCase(text) {
  try {
    const facts = JSON.parse(decodeURIComponent(text));
    return isObject(facts) ? facts : null;
  } catch {
    return null;
  }
}

/** The fragment of a view. */
export function addressOf(view) {
  return view === CASES_VIEW ? `#${CASES_VIEW}` : `${POLICY}/${view}`;
}

/** The view in the page's address, or null. */
export function viewInAddress() {
  if (location.hash === `#${CASES_VIEW}`) return CASES_VIEW;
  if (!location.hash.startsWith(POLICY)) return null;
  return location.hash.slice(POLICY.length + 1) || 'grid';
}
