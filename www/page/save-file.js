// Hands a text over as a file, by the browser's own downloads.

/** How long the browser may take to read it. */
const READ = 60_000;

export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), READ);
}
