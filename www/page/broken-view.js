// What an element says when the page has made a mistake in drawing it, and the ways out.

import { texts } from './extras-words.js';
import { guessedLanguage } from './guess.js';
import { forgetCase, wipe } from './kept.js';
import { button, made, showBox } from './missing.js';

/** Says it in an element of these wishes; `anew` begins again in a page of another site, once
    what the person chose is deleted. */
export function showBroken(element, wishes, anew) {
  const lang = guessedLanguage(wishes);
  const t = (key) => texts[lang][`broken.${key}`];
  const leaving = (forget) => () => {
    forget();
    if (!element.matches('[standalone], [framed]')) {
      anew();
      return;
    }
    // A part of the policy may be where it happened.
    history.replaceState(null, '', location.href.split('#')[0]);
    location.reload();
  };
  const keeps = wishes.keep !== undefined;
  const last = button(t('wipe'), () => last.replaceWith(button(t('sure'), leaving(() => wipe(wishes.keep)))));
  last.classList.add('danger');
  const start = button(t('anew'), leaving(() => keeps && forgetCase(wishes.keep)));
  showBox(element, lang, [made('p', t('text')), start, ...(keeps ? [last] : [])]);
}
