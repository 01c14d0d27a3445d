// Shows in an element that it is not completely loaded, with a retry and a link to the one-file page if there is one.

/** Milliseconds after which loading counts as incomplete. It may still complete. */
export const LOAD_TIMEOUT = 10_000;

/** Shows it in these words, as from trouble.js. */
export function showIncomplete(element, words, again) {
  const content = [createElement('p', words.incomplete), button(words.again, again)];
  // The one-file page has no manifest.
  if (element.hasAttribute('standalone') && document.querySelector('link[rel=manifest]')) {
    const link = createElement('a', words.single);
    link.href = `aftersales.html${location.search}${location.hash}`;
    content.push(link);
  }
  showBox(element, words, content);
}

/** Shows an alert in an element. The content of the element stays, such as a link to the page. */
export function showBox(element, { lang, dir }, content) {
  hideBox(element);
  // The standalone page has its headline in the document, and the alert is its main part.
  const standalone = element.hasAttribute('standalone');
  const box = createElement(standalone ? 'main' : 'div', ...content);
  const notice = createElement('div', box);
  notice.className = 'page trouble';
  notice.role = 'alert';
  Object.assign(notice, { lang, dir });
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
