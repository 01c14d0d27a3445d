// A guess at the languages that will be wanted, made while the library is still on its way. It only starts
// loading early: which language it is, the library decides, and a wrong guess costs a file.

import { MARK } from './link.js';

/** Where the library keeps the state of the page. */
const STORED_AS = 'aftersales';

export function guessedLanguages({ lang, message_lang, around, keep }) {
  const before = kept(keep);
  const guess = nearest([lang, before.lang, around, ...navigator.languages]);
  return new Set([guess, message_lang ? nearest([message_lang, guess]) : before.message_lang ?? guess]);
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
