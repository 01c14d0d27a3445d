// Saves a text as a file through the browser's downloads.

/** Milliseconds that the browser may take to read the text. */
const READ_TIMEOUT = 60_000;

export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), READ_TIMEOUT);
}
