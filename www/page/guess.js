// A guess at the languages that will be wanted, made while the library is still on its way. It only starts
// loading early: which language it is, the library decides, and a wrong guess costs a file.

/** Where the library keeps the state of the page. */
const STORED_AS = 'aftersales';

export function guessedLanguages() {
  const { lang = preferred(), message_lang = lang } = kept();
  return new Set([lang, message_lang]);
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(STORED_AS)) ?? {};
  } catch {
    return {};
  }
}

function preferred() {
  const tag = navigator.languages.find((tag) => /^(zh|en)/.test(tag)) ?? 'en';
  if (!tag.startsWith('zh')) return 'en';
  return /-hans/i.test(tag) || !/-(hant|tw|hk|mo)/i.test(tag) ? 'zh-Hans' : 'zh-Hant';
}
