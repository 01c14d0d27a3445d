// Style sheets, made once for all advisors of a document.

const sheets = new Map();

/** The sheets for a shadow root. In a page of another site a rem is that site's: there the reader's own letters
    are what counts. */
export function sheetsFor(root, texts, standalone) {
  const rem = standalone ? null : readersSize(root);
  return texts.map((text) => {
    if (!sheets.has(text)) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rem ? text.replace(/([\d.]+)rem/g, (_, count) => `${count * rem}px`) : text);
      sheets.set(text, sheet);
    }
    return sheets.get(text);
  });
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
