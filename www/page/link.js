// A case in the fragment of an address: it can be sent to a colleague, and never reaches a server.
// Names are left out: they are the buyer's. The policy has addresses there, too.

import { isObject } from './stored.js';

export const MARK = '#case=';
export const POLICY = '#policy';

/** The case in the page's own address, taken out of it; undefined when there is none, null when it cannot be read:
    then it stays in the address, for whoever can repair it. */
export function linkedCase() {
  if (!location.hash.startsWith(MARK)) return undefined;
  const told = caseFrom(location.hash.slice(MARK.length));
  // After the answer: telling the browser takes a while.
  if (told) setTimeout(() => history.replaceState(null, '', location.href.split('#')[0]));
  return told;
}

/** The case that the end of a link holds; null when it cannot be read. */
export function caseFrom(text) {
  try {
    const told = JSON.parse(decodeURIComponent(text));
    return isObject(told) ? told : null;
  } catch {
    return null;
  }
}

/** The part of the policy that the page's own address leads to, or null. */
export function addressedView() {
  if (!location.hash.startsWith(POLICY)) return null;
  return location.hash.slice(POLICY.length + 1) || 'grid';
}
