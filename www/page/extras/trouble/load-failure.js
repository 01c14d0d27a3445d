// Shows in an element why loading failed: the browser or the host forbids something, or a file did not arrive.

import { createElement, showBox, showIncomplete } from '../../element/incomplete.js';

/** The address of the page itself. */
const HOME = new URL('./', import.meta.url);

/** Directives that the host's content security policy lacks, for its authors. */
const lacking = new Set();

document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  if (blockedURI === 'wasm-eval') lacking.add("script-src 'wasm-unsafe-eval'");
  else if (blockedURI.startsWith(HOME.origin)) lacking.add(`${effectiveDirective.replace(/-elem$/, '')} ${HOME.origin}`);
});

/** Shows in an element why loading failed; without a `failure`, that it is not complete. `words` are those of
    trouble.js. */
export async function showLoadFailure(element, words, failure, again) {
  // The browser reports a violation after it has refused the request.
  await new Promise((resolve) => setTimeout(resolve));
  const kind = kindOf(failure);
  if (!words[kind]) {
    showIncomplete(element, words, again);
    if (failure) console.error(failure);
    return;
  }
  const lines = [...lacking].map((directive) => createElement('p', createElement('code', directive)));
  if (!element.hasAttribute('standalone')) lines.push(createElement('p', linkHome()));
  showBox(element, words, [createElement('p', words[kind]), ...lines]);
}

function kindOf(failure) {
  // Some browsers do not report a violation for wasm, but throw one of these.
  if (typeof WebAssembly === 'undefined' || ['CompileError', 'EvalError'].includes(failure?.name)) return 'forbidden';
  return failure && lacking.size > 0 && 'blocked';
}

function linkHome() {
  const link = createElement('a', HOME.href);
  link.href = HOME.href;
  return link;
}
