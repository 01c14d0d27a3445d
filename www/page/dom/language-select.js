// A select of the languages, each by its own name: a list that scrolls on a phone and follows the letters typed.

import { h } from './dom.js';
import { languageTable } from '../language-table.js';

export function languageSelect(page, value, attributes) {
  return h('select', { ...attributes, value },
    page.languages.all.map((lang) => h('option', { value: lang, key: lang, lang }, languageTable[lang].name)));
}
