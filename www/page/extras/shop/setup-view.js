// The set-up of a shop in four fields: where it sells, where its buyers are, and how its messages are written and signed.

import { factSelect } from '../result-view.js';
import { h } from '../../dom/dom.js';
import { languageSelect } from '../../dom/language-select.js';
import { wordsOf } from '../../library/words-of.js';
import { t } from '../texts.js';

/** The pack that the set-up makes: settings without rules. */
const ID = 'my-shop';

/** Shown until the shop has settings or rules of its own. */
export function setupView(page) {
  if (page.shop.own || page.shop.packDraft || page.shop.host) return null;
  const place = { chosen: page.case, choose: (code, value) => page.state(code, value || undefined) };
  const none = page.t('place.choose');
  return h('form', {
    class: 'shop-part setup', key: 'setup', 'aria-label': t(page, 'setup.title'),
    onsubmit: (event) => {
      event.preventDefault();
      sign(page, event.target.elements.signature.value.trim());
    },
  },
    h('h3', null, t(page, 'setup.title')),
    factSelect(page, place, 'platform', none),
    factSelect(page, place, 'buyer_region', none),
    h('div', { class: 'field', key: 'language' },
      h('label', { for: 'setup-language' }, t(page, 'setup.language')),
      languageSelect(page, messageLanguage(page), { id: 'setup-language', onchange: (event) => page.setMessageLang(event.target.value) }, true)),
    h('div', { class: 'field', key: 'signature' },
      h('label', { for: 'setup-signature' }, t(page, 'setup.signature')),
      h('input', { id: 'setup-signature', name: 'signature', type: 'text', autocomplete: 'organization', dir: 'auto' })),
    h('div', { class: 'actions' }, h('button', { class: 'primary', type: 'submit' }, t(page, 'setup.done'))));
}

/** The language of messages: the chosen one, else that of the page. */
function messageLanguage({ languages, lang }) {
  return languages.message_lang ?? lang;
}

/** Puts the signature in force. The other fields are in force already. */
async function sign(page, signature) {
  const lang = wordsOf(messageLanguage(page));
  page.offerUndo(t(page, 'setup.saved'));
  const { notice } = page;
  if (signature) {
    const pack = { id: ID, layer: 'shop', rules: [], settings: { signature: { [lang]: signature } } };
    await page.saveOwnPack({ title: t(page, 'setup.name'), pack, whole: pack });
  }
  page.notice = notice;
  page.openView(null);
}
