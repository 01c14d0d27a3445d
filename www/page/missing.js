// What an element says while something that it needs has not come: in the reader's language, with a way to try again
// and, where there is one, to the page that needs nothing more. The words stand here, since those of the library may
// be what is missing.

/** How long it may take, in milliseconds, before that is said. It may still come. */
export const PATIENCE = 10_000;

const WORDS = {
  'zh-Hans': ['页面没有加载完整。请检查网络后重试。', '重试', '打开单文件版'],
  'zh-Hant': ['頁面沒有完整載入。請檢查網路後重試。', '重試', '開啟單一檔案版'],
  en: ['The page did not load completely. Check the connection and try again.', 'Try again', 'Open the page in one file'],
};

export function showMissing(element, lang, again) {
  const [text, retry, file] = WORDS[lang];
  const content = [made('p', text), button(retry, again)];
  // The page in one file has nothing beside it, and no manifest.
  if (element.hasAttribute('standalone') && document.querySelector('link[rel=manifest]')) {
    const link = made('a', file);
    link.href = `aftersales.html${location.search}${location.hash}`;
    content.push(link);
  }
  showBox(element, lang, content);
}

/** Shows in an element what must be known. What stands in it stays, such as a link to the page. */
export function showBox(element, lang, content) {
  hideBox(element);
  // In the whole page, which has its headline, this is the main thing.
  const standalone = element.hasAttribute('standalone');
  const box = made(standalone ? 'main' : 'div', ...content);
  const notice = made('div', box);
  notice.className = 'page trouble';
  notice.role = 'alert';
  notice.lang = lang;
  const place = element.shadowRoot ?? element;
  if (standalone) place.append(notice);
  else place.prepend(notice);
}

export function hideBox(element) {
  for (const place of [element, element.shadowRoot]) place?.querySelector('.trouble')?.remove();
}

export function button(text, action) {
  const node = made('button', text);
  node.className = 'secondary';
  node.onclick = action;
  return node;
}

export function made(tag, ...content) {
  const node = document.createElement(tag);
  node.append(...content);
  return node;
}
