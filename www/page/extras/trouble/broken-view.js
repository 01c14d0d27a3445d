// Shown in an element that failed to draw, with ways to continue.

import { texts } from '../../extras-words.js';
import { button, createElement, showBox } from '../../element/incomplete.js';
import { languageTable } from '../../language-table.js';
import { guessLanguage } from '../../library/languages.js';
import { deleteCase, deleteStored } from '../../state/storage.js';

/** Shows the message in an element with these attributes. On another site `restart` is called after the person chose
    what to delete. */
export function showBroken(element, attributes, restart) {
  const lang = guessLanguage(attributes);
  const t = (key) => texts[lang][`broken.${key}`];
  const after = (action) => () => {
    action();
    if (!element.matches('[standalone], [framed]')) {
      restart();
      return;
    }
    // The fragment may open the view that failed.
    history.replaceState(null, '', location.href.split('#')[0]);
    location.reload();
  };
  const stores = attributes.keep !== undefined;
  const remove = button(t('wipe'), () => remove.replaceWith(button(t('sure'), after(() => deleteStored(attributes.keep)))));
  remove.classList.add('danger');
  const start = button(t('anew'), after(() => stores && deleteCase(attributes.keep)));
  showBox(element, { lang, dir: languageTable[lang].dir }, [createElement('p', t('text')), start, ...(stores ? [remove] : [])]);
}
