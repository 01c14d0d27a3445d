// The texts for what keeps the page from starting, since those of the library may be what is missing. The site builder
// generates '../trouble-words.js', with those of all languages, and '../default-trouble.js', with those of the default one.

import { defaultTrouble } from '../default-trouble.js';

/** Milliseconds that the texts of another language may take. */
const WAIT = 1000;

/** Resolves to the texts in a language, or in the default one if they do not arrive. */
export function troubleWords(lang) {
  if (lang === defaultTrouble.lang) return Promise.resolve(defaultTrouble);
  return Promise.race([
    import('../trouble-words.js').then(({ words }) => words[lang], () => defaultTrouble),
    new Promise((resolve) => setTimeout(resolve, WAIT, defaultTrouble)),
  ]);
}
