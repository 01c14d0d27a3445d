// The files of the sections with words. The site builder generates '../files.js'; the one-file page has no such files.

import { wordFiles } from '../files.js';

/** The address of the file with a section, which begins with the name after two characters; undefined if there is none. */
export function wordFile(name) {
  return wordFiles.find((file) => file.startsWith(`${name}.`, 2));
}
