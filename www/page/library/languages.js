// Guesses the languages in use, so that their words load while the library is still loading. The library decides the
// language; a wrong guess costs a file. The site builder generates '../served-tags.js' from the folders of the languages.

import { MARK } from '../state/link.js';
import { defaultLanguage, servedTags } from '../served-tags.js';
import { SHOP, keyOf, readCase, readStored } from '../state/stored.js';

/** The names of the sections that the page will need. */
export function guessSections(attributes, hasCase) {
  const { message_lang, keep, case: stated } = attributes;
  const stored = storedState(keep);
  const pageLang = guessLanguage(attributes);
  const messageLang = nearest([message_lang ?? stored.message_lang, pageLang]);
  const names = [...new Set([pageLang, messageLang])].flatMap((lang) => (hasCase ? [`words.${lang}`, `answers.${lang}`] : [`words.${lang}`]));
  const { platform, buyer_region } = stated ?? stored.case ?? {};
  const places = [platform, buyer_region].filter((place) => hasCase && /^\w+$/.test(place ?? '-'));
  return [...names, ...places.map((place) => `rules.${pageLang}.${place}`)];
}

/** The language of the page. */
export function guessLanguage({ lang, around, keep }) {
  return nearest([lang, storedState(keep).lang, around, ...navigator.languages]);
}

/** Whether a case is stated from the start: by the host, by a link, or in this browser's storage. */
export function hasStatedCase(element, { case: facts, keep }) {
  const { order_state, complaint } = storedState(keep).case ?? {};
  return Boolean(facts || element.case || order_state || complaint || location.hash.startsWith(MARK));
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
