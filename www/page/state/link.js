// Reads cases and views of the policy from the fragment of an address, which browsers never send. Links have no names,
// since they are the buyer's.

import { isObject } from './stored.js';

export const MARK = '#case=';
export const POLICY = '#policy';

/** The case in the page's address, which is removed from it: undefined if there is none, null if it cannot be read.
    Then it stays in the address, where it can be repaired. */
export function takeCaseFromAddress() {
  if (!location.hash.startsWith(MARK)) return undefined;
  const facts = parseCase(location.hash.slice(MARK.length));
  // After the answer, since this call is slow.
  if (facts) setTimeout(() => history.replaceState(null, '', location.href.split('#')[0]));
  return facts;
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

/** The part of the policy in the page's address, or null. */
export function viewInAddress() {
  if (!location.hash.startsWith(POLICY)) return null;
  return location.hash.slice(POLICY.length + 1) || 'grid';
}
