// Style sheets, shared by all advisors of a document.

const sheets = new Map();

/** The media of the dark theme, by value of the `theme` attribute. Print is always light. */
const DARK_MEDIA = { dark: 'screen', light: 'not all', auto: 'screen and (prefers-color-scheme: dark)' };

/** The sheets for a shadow root. On another site a rem has that site's size, and is replaced by the reader's. */
export function sheetsFor(root, texts, standalone) {
  const rem = standalone ? null : readerFontSize(root);
  return texts.map((text) => sheetOf(rem ? text.replace(/([\d.]+)rem/g, (_, count) => `${count * rem}px`) : text));
}

/** The sheet of the dark theme, with the media of a theme. */
export function darkSheet(text, theme) {
  return sheetOf(text, Object.hasOwn(DARK_MEDIA, theme) ? DARK_MEDIA[theme] : DARK_MEDIA.auto);
}

function sheetOf(text, media = '') {
  const key = media + text;
  if (!sheets.has(key)) {
    const sheet = new CSSStyleSheet({ media });
    sheet.replaceSync(text);
    sheets.set(key, sheet);
  }
  return sheets.get(key);
}

/** The font size of the reader's settings in pixels, without the styles of the host. */
function readerFontSize(root) {
  const probe = document.createElement('span');
  probe.style.all = 'initial';
  root.append(probe);
  const size = parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return size;
}
