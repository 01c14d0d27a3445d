// What was recognised of a file: what holds for all rows, what its words mean, and the field of each column.

import { fileButton, troubleView } from './choose-view.js';
import { h } from '../dom/dom.js';
import { FIXED } from './many.js';
import { counted, formatCount, t } from './texts.js';

export function columnsView(page, many) {
  const { proposal, plan, asked } = many;
  const hasOrder = 'order' in plan.columns;
  return [
    h('h3', { key: 'title', tabindex: '-1' }, many.file),
    h('p', { key: 'found' }, counted(page, 'columns.rows', proposal.rows), ' ', foundText(page, many)),
    many.wasKept && h('p', { class: 'note', key: 'kept' }, t(page, 'columns.kept')),
    troubleView(page, many),
    h('fieldset', { class: 'shop-part', key: 'all' },
      h('legend', null, t(page, 'columns.all')),
      FIXED.map((code) => factField(page, many, code)),
      asked.currency && currencyField(page, many),
      !asked.day_order && orderField(page, many)),
    Object.entries(asked.words).map(([field, words]) => words.length > 0 && wordsView(page, many, field, words)),
    !hasOrder && h('p', { class: 'problem', key: 'order' }, t(page, 'columns.no_order')),
    h('div', { class: 'actions', key: 'actions' },
      h('button', { class: 'primary', type: 'button', key: 'decide', 'data-many': 'decide', onclick: () => many.decide() },
        counted(page, 'columns.decide', proposal.rows)),
      fileButton(page, many, 'choose.other')),
    h('details', { class: 'fold', key: 'columns', open: !proposal.export && !many.wasKept, 'data-many': 'columns' },
      h('summary', null, t(page, 'columns.title', { n: Object.keys(plan.columns).length, all: proposal.columns.length })),
      h('p', { class: 'note' }, t(page, 'columns.about')),
      h('ul', { class: 'plain mapping' }, proposal.columns.map((column, at) => columnView(page, many, column, at)))),
    h('p', { class: 'note', key: 'clock' }, t(page, 'columns.clock')),
  ];
}

/** What the file was recognised as. */
function foundText(page, { proposal: { export: id, shop, platform, of }, facts }) {
  if (!id) return t(page, 'columns.unknown');
  const name = shop ?? facts.get('platform').values.find(({ code }) => code === platform)?.label ?? platform;
  return t(page, `columns.${of}`, { shop: name });
}

function field(id, label, select) {
  return h('div', { class: 'field', key: id }, h('label', { for: id }, label), select);
}

function option([code, text]) {
  return h('option', { value: code, key: code }, text);
}

function factField(page, many, code) {
  const { label, values } = many.facts.get(code);
  const id = `many-${code}`;
  return field(id, label, h('select', { id, value: many.plan.facts[code] ?? '', onchange: (event) => many.setFact(code, event.target.value) },
    option(['', t(page, code === 'complaint' ? 'columns.found' : 'columns.unstated')]),
    values.map((value) => option([value.code, value.label]))));
}

function currencyField(page, many) {
  const { values } = many.facts.get('order_value');
  return field('many-currency', t(page, 'field.currency'), h('select', {
    id: 'many-currency', value: many.plan.currency, onchange: (event) => many.setPlan({ currency: event.target.value }),
  }, option(['', t(page, 'columns.usual')]), values.map(({ code, label }) => option([code, label ?? code]))));
}

/** The order of day and month, where the file does not tell. */
function orderField(page, many) {
  return field('many-days', t(page, 'columns.days'), h('select', {
    id: 'many-days', value: many.plan.month_first ? 'month' : 'day',
    onchange: (event) => many.setPlan({ month_first: event.target.value === 'month' }),
  }, option(['day', t(page, 'columns.day_first')]), option(['month', t(page, 'columns.month_first')])));
}

/** The words of a field, with what each means. */
function wordsView(page, many, code, words) {
  const unknown = words.filter((word) => many.meaningOf(code, word) === null);
  // Those that were not known come first, and stay there once they are settled.
  const sorted = [...words].sort((one, other) => (other.means === null) - (one.means === null));
  const label = many.labelOf(code);
  return h('details', { class: 'fold', key: `words-${code}`, open: words.some(({ means }) => means === null), 'data-many': `words-${code}` },
    h('summary', null, t(page, unknown.length > 0 ? 'words.unknown' : 'words.known', { field: label, n: unknown.length || words.length })),
    h('ul', { class: 'plain words' }, sorted.map((word, at) => h('li', { key: word.word },
      h('label', { for: `word-${code}-${at}` }, word.word, ' ', h('span', { class: 'note' }, formatCount(page, word.rows))),
      h('select', {
        id: `word-${code}-${at}`, value: many.meaningOf(code, word) ?? '', 'data-word': word.word,
        onchange: (event) => many.setWord(code, word.word, event.target.value),
      },
        option(['', t(page, 'words.nothing')]),
        word.means === 'other' && option(['other', t(page, 'words.other')]),
        option(['closed', t(page, 'words.closed')]),
        (code === 'reason' ? ['complaint', 'order_state'] : ['order_state', 'complaint']).map((fact) => h('optgroup', {
          key: fact, label: many.facts.get(fact).label,
        }, many.facts.get(fact).values.map((value) => option([value.code, value.label])))))))));
}

/** A column: its name, three values, and its field. */
function columnView(page, many, { header, samples, exact, field: proposed }, at) {
  const chosen = many.fieldOf(at);
  const guessed = chosen && chosen === proposed && !exact && !many.wasKept;
  return h('li', { key: String(at) },
    h('label', { for: `column-${at}` }, header || t(page, 'columns.nameless', { n: at + 1 })),
    h('span', { class: 'note samples', dir: 'auto' }, samples.join(' · ') || t(page, 'columns.empty')),
    h('select', { id: `column-${at}`, value: chosen, 'data-column': header, onchange: (event) => many.setField(at, event.target.value) },
      option(['', t(page, 'columns.skip')]),
      many.proposal.fields.map(([code]) => option([code, many.labelOf(code)]))),
    guessed && h('span', { class: 'note guess' }, t(page, 'columns.near')));
}
