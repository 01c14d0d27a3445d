// A guess at the languages that will be wanted, made while the library is still on its way. It only starts
// loading early: which language it is, the library decides, and a wrong guess costs a file.

import { MARK } from './link.js';
import { SHOP, keyOf, stored, storedCase } from './stored.js';

/** The words of a language by their names: what every page needs, and, where a case is told, what only answers need. */
export function wordsOf(lang, told) {
  return told ? [`words.${lang}`, `told.${lang}`] : [`words.${lang}`];
}

/** The names of the words that will be wanted. */
export function guessedWords(wishes, told) {
  const { message_lang, keep } = wishes;
  const guess = guessedLanguage(wishes);
  const written = message_lang ? nearest([message_lang, guess]) : before(keep).message_lang ?? guess;
  return [...new Set([guess, written])].flatMap((spoken) => wordsOf(spoken, told));
}

/** The language of the page. */
export function guessedLanguage({ lang, around, keep }) {
  return nearest([lang, before(keep).lang, around, ...navigator.languages]);
}

/** Whether a case is told from the beginning: by the page around, by a link, or in this browser before. */
export function begunCase(element, { case: told, keep }) {
  const { order_state, complaint } = before(keep).case ?? {};
  return Boolean(told || element.case || order_state || complaint || location.hash.startsWith(MARK));
}

function before(name) {
  return name === undefined ? {} : { ...stored('localStorage', keyOf(SHOP, name)), ...storedCase(name) };
}

function nearest(tags) {
  const tag = tags.find((tag) => /^(zh|en)/.test(tag)) ?? 'en';
  if (!tag.startsWith('zh')) return 'en';
  return /-hans/i.test(tag) || !/-(hant|tw|hk|mo)/i.test(tag) ? 'zh-Hans' : 'zh-Hant';
}
