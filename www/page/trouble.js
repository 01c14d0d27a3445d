// What an element says when the library cannot run. Its own words are in that library, so these stand here,
// in all three languages: without it nothing knows which one to choose.

const WORDS = {
  forbidden: [
    ['zh-Hans', '这个浏览器或所在网站不允许运行 WebAssembly。请换新版浏览器，或直接打开本站。'],
    ['zh-Hant', '這個瀏覽器或所在網站不允許執行 WebAssembly。請改用新版瀏覽器，或直接開啟本站。'],
    ['en', 'This browser, or the site around this page, does not let WebAssembly run. Use a newer browser, or open the page on its own site.'],
  ],
  blocked: [
    ['zh-Hans', '所在网站的安全设置不允许加载这个工具。请直接打开本站，或请网站管理员放行。'],
    ['zh-Hant', '所在網站的安全設定不允許載入這個工具。請直接開啟本站，或請網站管理員放行。'],
    ['en', 'The site around this tool does not let it load. Open it on its own site, or ask the makers of this one to allow it.'],
  ],
  missing: [
    ['zh-Hans', '页面没有加载完整。请检查网络后重新打开。'],
    ['zh-Hant', '頁面沒有完整載入。請檢查網路後重新開啟。'],
    ['en', 'The page did not load completely. Check the connection and open it again.'],
  ],
};

/** Where the page is on its own. */
const HOME = new URL('./', import.meta.url);

/** What a content security policy has kept from us, in the policy's own terms: its makers' words, not a seller's. */
const lacking = new Set();

document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  if (blockedURI === 'wasm-eval') lacking.add("script-src 'wasm-unsafe-eval'");
  else if (blockedURI.startsWith(HOME.origin)) lacking.add(`${effectiveDirective.replace(/-elem$/, '')} ${HOME.origin}`);
});

/** Shows in an element why there is no answer. What already stands in it stays, such as a link to the page. */
export async function showTrouble(element, failure) {
  // The browser tells of a violation a moment after it has refused.
  await new Promise((resolve) => setTimeout(resolve));
  const kind = kindOf(failure);
  const lines = WORDS[kind].map(([lang, text]) => line('p', text, lang));
  if (kind !== 'missing') lines.push(...[...lacking].map((directive) => line('p', line('code', directive), 'en')));
  element.querySelector('[role="alert"]')?.remove();
  // In the whole page, which has its headline, this is the main thing.
  const standalone = element.hasAttribute('standalone');
  const box = document.createElement(standalone ? 'main' : 'div');
  box.append(...lines);
  const notice = document.createElement('div');
  notice.setAttribute('role', 'alert');
  notice.append(box);
  if (kind !== 'missing' && !standalone) box.append(line('p', linkHome()));
  if (standalone) element.append(notice);
  else element.prepend(notice);
  if (kind === 'missing') throw failure;
}

function kindOf(failure) {
  // Browsers that do not tell of a refused wasm show it as one of these.
  if (typeof WebAssembly === 'undefined' || ['CompileError', 'EvalError'].includes(failure.name)) return 'forbidden';
  return lacking.size > 0 ? 'blocked' : 'missing';
}

function linkHome() {
  const link = line('a', HOME.href);
  link.href = HOME.href;
  return link;
}

function line(tag, content, lang) {
  const made = document.createElement(tag);
  if (lang) made.lang = lang;
  made.append(content);
  return made;
}
