// Guesses the words in use, so that they load while the library is still loading. The library decides the language; a
// wrong guess costs a file. The site builder generates '../served-tags.js' from the folders of the languages.

import { rulePlaces } from '../files.js';
import { defaultLanguage, servedTags } from '../served-tags.js';
import { caseInAddress } from '../state/link.js';
import { SHOP, keyOf, readCase, readStored } from '../state/stored.js';
import { areFilesKept } from './word-files.js';

/** The names of the sections that the page will need, with the case whose answer it shows first. */
export function guessSections(attributes, stated) {
  const { message_lang, keep } = attributes;
  const pageLang = guessLanguage(attributes);
  const messageLang = nearest([message_lang ?? storedState(keep).message_lang, pageLang]);
  const used = [...new Set([pageLang, messageLang])];
  const names = used.map((lang) => `words.${lang}`);
  if (!stated) return names;
  const answers = used.map((lang) => `answers.${lang}`);
  if (stated.order_state === undefined && stated.complaint === undefined) return [...names, ...answers];
  const places = [stated.platform, stated.buyer_region].filter((place) => rulePlaces.includes(place));
  const isApart = places.length > 1 && !areFilesKept();
  const rules = isApart ? places.map((place) => `rules.${pageLang}.${place}`) : [`rules.${pageLang}`];
  return [...names, ...answers, ...rules];
}

/** The language of the page. */
export function guessLanguage({ lang, around, keep }) {
  return nearest([lang, storedState(keep).lang, around, ...navigator.languages]);
}

/** The case that is stated from the start, by a link, by the host, or in this browser's storage; undefined if none is. */
export function firstCase(element, { case: facts, keep, place }) {
  const stored = storedState(keep).case ?? {};
  const linked = element.matches('[standalone], [framed]') ? caseInAddress() : undefined;
  if (linked === undefined && !facts && !element.case && !stored.order_state && !stored.complaint) return undefined;
  return { ...place, ...(linked ?? facts ?? element.case ?? { ...stored, ...place }) };
}

function storedState(name) {
  return name === undefined ? {} : { ...readStored('localStorage', keyOf(SHOP, name)), ...readCase(name) };
}

/** The shipped language that serves the first of these tags that one serves, as src/words/negotiate.rs has it. */
function nearest(tags) {
  return tags.map(served).find(Boolean) ?? defaultLanguage;
}

/** The languages by the tags that they serve. */
const languagesByTag = new Map(servedTags.split(';').flatMap((line) => {
  const tags = line.split(' ');
  return tags.map((tag) => [tag.toLowerCase(), tags[0]]);
}));

function served(tag) {
  const parts = String(tag).toLowerCase().split(/[-_]/);
  return parts.map((_, at) => languagesByTag.get(parts.slice(0, at + 1).join('-'))).findLast(Boolean);
}
