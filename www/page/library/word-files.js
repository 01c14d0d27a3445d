// The files of the sections with words. The site builder generates '../files.js'; the one-file page has no such files.

import { wordFiles } from '../files.js';

/** Whether the service worker keeps the files of the page, so that a large one is there as soon as a small one. */
export function areFilesKept() {
  try {
    return Boolean(navigator.serviceWorker?.controller && document.querySelector('[standalone], [framed]'));
  } catch {
    // A frame without an origin has none.
    return false;
  }
}

/** The address of the file with a section, which begins with the name after two characters; undefined if there is none.
    The file with the rules of a place is named like that with the rules of all. */
export function wordFile(name) {
  const [kind, lang, part] = name.split('.');
  const file = wordFiles.find((known) => known.startsWith(`${kind}.${lang}.`, 2));
  return part ? file?.replace(`${kind}.${lang}.`, `${name}.`) : file;
}
