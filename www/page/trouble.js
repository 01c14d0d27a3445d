// What the page says when the library cannot run. Its own words are in that library, so these stand here,
// in all three languages: without it nothing knows which one to choose.

const WORDS = {
  forbidden: [
    ['zh-Hans', '这个浏览器或所在网站不允许运行 WebAssembly，页面无法工作。请换新版浏览器，或直接打开本站。'],
    ['zh-Hant', '這個瀏覽器或所在網站不允許執行 WebAssembly，頁面無法運作。請改用新版瀏覽器，或直接開啟本站。'],
    ['en', 'This browser, or the site around this page, does not let WebAssembly run, so the page cannot work. Use a newer browser, or open the page on its own site.'],
  ],
  missing: [
    ['zh-Hans', '页面没有加载完整。请检查网络后重新打开。'],
    ['zh-Hant', '頁面沒有完整載入。請檢查網路後重新開啟。'],
    ['en', 'The page did not load completely. Check the connection and open it again.'],
  ],
};

/** Shows in every element of the page why there is no answer. */
export function showTrouble(failure) {
  // A host's content policy shows as one of these two, depending on the browser.
  const forbidden = typeof WebAssembly === 'undefined' || ['CompileError', 'EvalError'].includes(failure.name);
  for (const place of document.querySelectorAll('aftersales-advisor')) {
    // As the whole page, it has a headline and a place that is the main one, like any other.
    const standalone = place.hasAttribute('standalone');
    const box = document.createElement(standalone ? 'main' : 'div');
    if (standalone) box.append(made('h1', document.title));
    for (const [lang, text] of WORDS[forbidden ? 'forbidden' : 'missing']) box.append(made('p', text, lang));
    place.replaceChildren(box);
    place.setAttribute('role', 'alert');
  }
  if (!forbidden) throw failure;
}

function made(name, text, lang = '') {
  const element = document.createElement(name);
  element.textContent = text;
  if (lang) element.lang = lang;
  return element;
}
