// The choice of a file, and why the last one was not read.

import { h } from '../dom/dom.js';
import { icon } from '../dom/icons.js';
import { t } from './texts.js';

export function chooseView(page, many) {
  return [
    h('p', { key: 'intro' }, t(page, 'choose.intro')),
    h('p', { key: 'private' }, icon('done'), h('strong', null, t(page, 'choose.private'))),
    troubleView(page, many),
    h('div', { class: 'choose-file', key: 'choose' },
      fileButton(page, many, 'choose.file'),
      h('span', { class: 'note' }, t(page, 'choose.drop'))),
    h('p', { class: 'note', key: 'kinds' }, t(page, 'choose.kinds')),
    h('p', { class: 'note', key: 'known' }, t(page, 'choose.known')),
  ];
}

/** Why a file was not read. */
export function troubleView(page, { trouble, file }) {
  if (!trouble) return null;
  const megabytes = new Intl.NumberFormat(page.lang, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
  const most = megabytes.format((trouble.most ?? 0) / 1024 / 1024);
  return h('div', { class: 'problem', role: 'alert', key: 'trouble' },
    h('p', null, icon('wrong'), h('span', null, t(page, `refused.${trouble.refusal}`, { file, most }))));
}

/** The field of a file, as a button with a text. */
export function fileButton(page, many, key) {
  return h('label', { class: 'secondary file', key },
    h('input', {
      type: 'file', accept: '.csv,.tsv,.txt,.xlsx,text/csv', class: 'aside', 'data-many': 'file',
      onchange: (event) => {
        const [file] = event.target.files;
        // Cleared, so that choosing the same file again is a change.
        event.target.value = '';
        if (file) many.read(file);
      },
    }),
    t(page, key));
}
