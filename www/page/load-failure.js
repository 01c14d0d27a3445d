// Shows in an element why loading failed: the browser or the host forbids something, or a file did not arrive. The
// texts are here, since those of the library are not loaded; the language is guessed.

import { attributesOf } from './attributes.js';
import { createElement, showBox, showIncomplete } from './incomplete.js';
import { guessLanguage } from './languages.js';

const WORDS = {
  'zh-Hans': {
    forbidden: '这个浏览器或所在网站不允许运行 WebAssembly。请换新版浏览器，或直接打开本站。',
    blocked: '所在网站的安全设置不允许加载这个工具。请直接打开本站，或请网站管理员放行。',
  },
  'zh-Hant': {
    forbidden: '這個瀏覽器或所在網站不允許執行 WebAssembly。請改用新版瀏覽器，或直接開啟本站。',
    blocked: '所在網站的安全設定不允許載入這個工具。請直接開啟本站，或請網站管理員放行。',
  },
  en: {
    forbidden: 'This browser, or the site around this page, does not let WebAssembly run. Use a newer browser, or open the page on its own site.',
    blocked: 'The site around this tool does not let it load. Open it on its own site, or ask the makers of this one to allow it.',
  },
};

/** The address of the page itself. */
const HOME = new URL('./', import.meta.url);

/** Directives that the host's content security policy lacks, for its authors. */
const lacking = new Set();

document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  if (blockedURI === 'wasm-eval') lacking.add("script-src 'wasm-unsafe-eval'");
  else if (blockedURI.startsWith(HOME.origin)) lacking.add(`${effectiveDirective.replace(/-elem$/, '')} ${HOME.origin}`);
});

/** Shows in an element why loading failed; without a `failure`, that it is not complete. */
export async function showLoadFailure(element, failure, again) {
  // The browser reports a violation after it has refused the request.
  await new Promise((resolve) => setTimeout(resolve));
  const lang = guessLanguage(attributesOf(element));
  const kind = kindOf(failure);
  if (!kind) {
    showIncomplete(element, lang, again);
    if (failure) console.error(failure);
    return;
  }
  const lines = [...lacking].map((directive) => createElement('p', createElement('code', directive)));
  if (!element.hasAttribute('standalone')) lines.push(createElement('p', linkHome()));
  showBox(element, lang, [createElement('p', WORDS[lang][kind]), ...lines]);
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
