// The dialog with a field for the link of a case, or for a text with a link.

import { findCase } from './case-text.js';
import { icon } from '../../dom/icons.js';
import { h } from '../../dom/dom.js';
import { t } from '../texts.js';

export function pasteView(page) {
  const text = (key) => t(page, key);
  const wrong = page.pasteFailed;
  return h('dialog', {
    class: 'settings paste', key: 'paste', 'aria-labelledby': 'paste-title',
    onclose: () => page.openDialog(null),
  },
    h('h2', { id: 'paste-title' }, text('paste.title')),
    h('form', {
      onsubmit: (event) => {
        event.preventDefault();
        const facts = findCase(event.target.querySelector('textarea').value);
        if (!facts) {
          page.rejectPaste();
          return;
        }
        event.target.closest('dialog').close();
        page.openCase(facts, 'notice.opened');
        page.openView(null);
      },
    },
      h('div', { class: 'field' },
        h('label', { for: 'paste-text' }, text('paste.label')),
        h('textarea', {
          id: 'paste-text', rows: '6', dir: 'auto', spellcheck: 'false', value: '',
          'aria-invalid': wrong && 'true', 'aria-describedby': wrong && 'paste-problem',
        })),
      wrong && h('div', { class: 'problem', id: 'paste-problem', role: 'alert' },
        h('p', null, icon('wrong'), h('span', null, text('paste.none')))),
      h('div', { class: 'actions' },
        h('button', { class: 'primary', type: 'submit' }, text('paste.open')),
        h('button', { class: 'secondary', type: 'button', onclick: (event) => event.target.closest('dialog').close() },
          text('paste.close')))));
}
