// What an element says when what it needs is forbidden, by the browser or by the site around, or does not come. Its
// words are not in the library, which is what is missing; the language is the reader's as far as can be guessed.

import { guessedLanguage } from './guess.js';
import { made, showBox, showMissing } from './missing.js';
import { wishesOf } from './wishes.js';

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

/** Where the page is on its own. */
const HOME = new URL('./', import.meta.url);

/** What a content security policy has kept from us, in the policy's own terms: its makers' words, not a seller's. */
const lacking = new Set();

document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  if (blockedURI === 'wasm-eval') lacking.add("script-src 'wasm-unsafe-eval'");
  else if (blockedURI.startsWith(HOME.origin)) lacking.add(`${effectiveDirective.replace(/-elem$/, '')} ${HOME.origin}`);
});

/** Shows in an element why nothing could be loaded; without a `failure`, that it is still to come. */
export async function showUnloaded(element, failure, again) {
  // The browser tells of a violation a moment after it has refused.
  await new Promise((resolve) => setTimeout(resolve));
  const lang = guessedLanguage(wishesOf(element));
  const kind = kindOf(failure);
  if (!kind) {
    showMissing(element, lang, again);
    if (failure) console.error(failure);
    return;
  }
  const lines = [...lacking].map((directive) => made('p', made('code', directive)));
  if (!element.hasAttribute('standalone')) lines.push(made('p', linkHome()));
  showBox(element, lang, [made('p', WORDS[lang][kind]), ...lines]);
}

function kindOf(failure) {
  // Browsers that do not tell of a refused wasm show it as one of these.
  if (typeof WebAssembly === 'undefined' || ['CompileError', 'EvalError'].includes(failure?.name)) return 'forbidden';
  return failure && lacking.size > 0 && 'blocked';
}

function linkHome() {
  const link = made('a', HOME.href);
  link.href = HOME.href;
  return link;
}
