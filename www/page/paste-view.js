// A field for the link of a case, or for the text that holds one; in a dialog.

import { caseIn } from './case-text.js';
import { icon } from './icons.js';
import { h } from './dom.js';
import { said } from './said.js';

export function pasteView(page) {
  const t = (key) => said(page, key);
  const wrong = page.unpastable;
  return h('dialog', {
    class: 'settings paste', key: 'paste', 'aria-labelledby': 'paste-title',
    onclose: () => page.openDialog(null),
  },
    h('h2', { id: 'paste-title' }, t('paste.title')),
    h('form', {
      onsubmit: (event) => {
        event.preventDefault();
        const told = caseIn(event.target.querySelector('textarea').value);
        if (!told) {
          page.refusePasted();
          return;
        }
        event.target.closest('dialog').close();
        page.open(told, 'notice.opened');
        page.visit(null);
      },
    },
      h('div', { class: 'field' },
        h('label', { for: 'paste-text' }, t('paste.label')),
        h('textarea', {
          id: 'paste-text', rows: '6', dir: 'auto', spellcheck: 'false', value: '',
          'aria-invalid': wrong && 'true', 'aria-describedby': wrong && 'paste-problem',
        })),
      wrong && h('div', { class: 'problem', id: 'paste-problem', role: 'alert' },
        h('p', null, icon('wrong'), h('span', null, t('paste.none')))),
      h('div', { class: 'actions' },
        h('button', { class: 'primary', type: 'submit' }, t('paste.open')),
        h('button', { class: 'secondary', type: 'button', onclick: (event) => event.target.closest('dialog').close() },
          t('paste.close')))));
}
