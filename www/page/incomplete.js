// Shows in an element that it is not completely loaded, with a retry and a link to the one-file page if there is one.
// The texts are here, since those of the library may not be loaded.

/** Milliseconds after which loading counts as incomplete. It may still complete. */
export const LOAD_TIMEOUT = 10_000;

const WORDS = {
  'zh-Hans': ['页面没有加载完整。请检查网络后重试。', '重试', '打开单文件版'],
  'zh-Hant': ['頁面沒有完整載入。請檢查網路後重試。', '重試', '開啟單一檔案版'],
  en: ['The page did not load completely. Check the connection and try again.', 'Try again', 'Open the page in one file'],
};

export function showIncomplete(element, lang, again) {
  const [text, retry, file] = WORDS[lang];
  const content = [createElement('p', text), button(retry, again)];
  // The one-file page has no manifest.
  if (element.hasAttribute('standalone') && document.querySelector('link[rel=manifest]')) {
    const link = createElement('a', file);
    link.href = `aftersales.html${location.search}${location.hash}`;
    content.push(link);
  }
  showBox(element, lang, content);
}

/** Shows an alert in an element. The content of the element stays, such as a link to the page. */
export function showBox(element, lang, content) {
  hideBox(element);
  // The standalone page has its headline in the document, and the alert is its main part.
  const standalone = element.hasAttribute('standalone');
  const box = createElement(standalone ? 'main' : 'div', ...content);
  const notice = createElement('div', box);
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
  const node = createElement('button', text);
  node.className = 'secondary';
  node.onclick = action;
  return node;
}

export function createElement(tag, ...content) {
  const node = document.createElement(tag);
  node.append(...content);
  return node;
}
