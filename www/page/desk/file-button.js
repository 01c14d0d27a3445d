// The field of a file to bring in, and what the last one has brought.

import { h } from '../dom/dom.js';
import { counted, t } from './texts.js';

export function fileButton(page) {
  return h('label', { class: 'secondary file', key: 'bring' },
    h('input', {
      type: 'file', class: 'aside', accept: '.json,.csv,application/json,text/csv', 'data-desk': 'bring',
      onchange: (event) => {
        const field = event.target;
        const [file] = field.files;
        // Cleared, so that choosing the same file again is a change.
        if (file) page.desk.files.bringIn(file).finally(() => { field.value = ''; });
      },
    }),
    t(page, 'desk.bring'));
}

/** What a file has brought. */
export function broughtView(page) {
  const { problem, added, updated, unreadable } = page.desk.files.brought ?? {};
  if (problem) return h('p', { class: 'problem', role: 'alert', key: 'brought' }, t(page, `desk.file.${problem}`));
  return added !== undefined && h('p', { class: 'note brought', role: 'status', key: 'brought' }, counted(page, 'desk.brought', added, { updated }),
    unreadable > 0 && ` ${t(page, 'desk.unreadable', { n: unreadable })}`);
}
