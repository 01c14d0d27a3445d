// A guess at the languages that will be wanted, made while the library is still on its way. It only starts
// loading early: which language it is, the library decides, and a wrong guess costs a file.

import { MARK } from './link.js';

/** Where the library keeps the state of the page. */
const STORED_AS = 'aftersales';

/** The words of a language by their names: what every page needs, and, where a case is told, what only answers need. */
export function wordsOf(lang, told) {
  return told ? [`words.${lang}`, `told.${lang}`] : [`words.${lang}`];
}

/** The names of the words that will be wanted. */
export function guessedWords({ lang, message_lang, around, keep }, told) {
  const before = kept(keep);
  const guess = nearest([lang, before.lang, around, ...navigator.languages]);
  const written = message_lang ? nearest([message_lang, guess]) : before.message_lang ?? guess;
  return [...new Set([guess, written])].flatMap((spoken) => wordsOf(spoken, told));
}

/** Whether a case is told from the beginning: by the page around, by a link, or in this browser before. */
export function begunCase(element, { case: told, keep }) {
  const { order_state, complaint } = kept(keep).case ?? {};
  return Boolean(told || element.case || order_state || complaint || location.hash.startsWith(MARK));
}

function kept(name) {
  try {
    if (name === undefined) return {};
    return JSON.parse(localStorage.getItem(name ? `${STORED_AS}.${name}` : STORED_AS)) ?? {};
  } catch {
    return {};
  }
}

function nearest(tags) {
  const tag = tags.find((tag) => /^(zh|en)/.test(tag)) ?? 'en';
  if (!tag.startsWith('zh')) return 'en';
  return /-hans/i.test(tag) || !/-(hant|tw|hk|mo)/i.test(tag) ? 'zh-Hans' : 'zh-Hant';
}
