// Style sheets, made once for all advisors of a document.

const sheets = new Map();

/** When it is night, by theme. Paper is always white. */
const NIGHT = { dark: 'screen', light: 'not all', auto: 'screen and (prefers-color-scheme: dark)' };

/** The sheets for a shadow root. In a page of another site a rem is that site's: there the reader's own letters
    are what counts. */
export function sheetsFor(root, texts, standalone) {
  const rem = standalone ? null : readersSize(root);
  return texts.map((text) => sheetOf(rem ? text.replace(/([\d.]+)rem/g, (_, count) => `${count * rem}px`) : text));
}

/** The sheet of the night, in force as a theme says. */
export function nightSheet(text, theme) {
  return sheetOf(text, Object.hasOwn(NIGHT, theme) ? NIGHT[theme] : NIGHT.auto);
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

/** The size of letters that the reader has chosen, in pixels, whatever the page around makes of it. */
function readersSize(root) {
  const probe = document.createElement('span');
  probe.style.all = 'initial';
  root.append(probe);
  const size = parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return size;
}
