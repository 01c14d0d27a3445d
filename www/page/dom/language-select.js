// A select of the languages, each by its own name: a list that scrolls on a phone and follows the letters typed.

import { h } from './dom.js';
import { languageTable, placeTable } from '../language-table.js';

/** `withPlaces` lists those as well where a language is written otherwise, each below its language. */
export function languageSelect(page, value, attributes, withPlaces) {
  const places = withPlaces ? Object.keys(placeTable) : [];
  const tags = page.languages.all.flatMap((lang) => [lang, ...places.filter((tag) => placeTable[tag].over === lang)]);
  return h('select', { ...attributes, value },
    tags.map((lang) => h('option', { value: lang, key: lang, lang }, (placeTable[lang] ?? languageTable[lang]).name)));
}
