// One fact as a group of choices: native radio buttons styled as chips. A stated fact folds to one line.

import { h } from '../dom/dom.js';
import { icon } from '../dom/icons.js';

/** A fieldset for a fact of kind choice, or one row where it is stated. `chips` replaces the plain row of chips, and
    digits choose among the chips of a `current` one. */
export function choiceView(page, code, { legend, note, unknown, assumed, chips, shop, current }) {
  if ((page.case[code] ?? shop) !== undefined && !page.opened.has(code) && page.problemsAt(code).length === 0) {
    return statedView(page, code, shop);
  }
  const values = page.facts.get(code).values;
  return h('fieldset', {
    class: `choice ${current ? 'current' : ''}`, key: code, 'data-fact': code, 'aria-describedby': describedBy(page, code, note),
    onfocusout: (event) => {
      const left = !event.currentTarget.contains(event.relatedTarget);
      if (left && page.byKey && page.opened.has(code)) page.unfold(code, false);
    },
  },
    h('legend', null, legend),
    chips ?? h('div', { class: 'chips' },
      values.map((value) => chipView(page, code, value, { assumed: value.code === (shop ?? assumed), why: shop && 'choice.shop' })),
      unknown && unknownView(page, code)),
    note && h('p', { class: 'note', id: `note-${code}` }, note),
    !chips && refusedView(page, code, values),
    problemsView(page, code));
}

/** One choice. An impossible one can be focused and clicked, and then shows the reason. */
export function chipView(page, code, value, { assumed, why = 'choice.assumed', icon: shape, before } = {}) {
  const stated = page.case[code] !== undefined && String(page.case[code]) === value.code;
  const impossible = value.possible === false && !page.facts.get(code).prevails;
  const classes = ['chip', impossible && 'impossible', assumed && 'assumed', before && 'before'];
  return h('label', { class: classes.filter(Boolean).join(' '), key: value.code },
    h('input', {
      type: 'radio', name: `fact-${code}`, value: value.code,
      checked: stated,
      'aria-disabled': impossible && 'true',
      onclick: (event) => {
        if (stated) return;
        page.choose(code, value.code);
        if (page.refused) event.preventDefault();
      },
    }),
    shape && icon(shape),
    h('span', { class: 'chip-text' }, value.label,
      assumed && page.case[code] === undefined && h('small', null, page.t(why))));
}

/** The problems of a field, shown beside it. */
export function problemsView(page, path) {
  const problems = page.problemsAt(path);
  return problems.length > 0 && h('div', { class: 'problem', id: `problem-${path}`, role: 'alert' },
    problems.map((problem) => problemView(problem)));
}

/** One problem, and how to solve it. */
export function problemView({ message, help }) {
  return h('p', null, icon('wrong'), h('span', null, message, help && h('span', { class: 'help' }, ` ${help}`)));
}

function describedBy(page, code, note) {
  const ids = [note && `note-${code}`, page.refused?.code === code && `refused-${code}`,
    page.problemsAt(code).length > 0 && `problem-${code}`];
  return ids.filter(Boolean).join(' ') || null;
}

/** A stated fact as one row, which unfolds its choices. */
function statedView(page, code, shop) {
  const own = page.case[code];
  return h('div', { class: 'stated', key: code, 'data-fact': code },
    h('button', { class: 'stated-fact change', type: 'button', onclick: () => page.unfold(code, true) },
      h('span', { class: 'stated-name' }, page.facts.get(code).label),
      h('span', { class: 'stated-value' }, page.labelOf(code, own ?? shop),
        own === undefined && h('small', null, ` ${page.t('choice.shop')}`)),
      icon('change'),
      h('span', { class: 'aside' }, ` ${page.t('choice.change')}`)));
}

function unknownView(page, code) {
  return h('label', { class: 'chip unknown', key: '' },
    h('input', {
      type: 'radio', name: `fact-${code}`, value: '', checked: page.case[code] === undefined,
      onclick: () => page.case[code] !== undefined && page.choose(code, undefined),
    }),
    h('span', { class: 'chip-text' }, page.t('choice.unknown')));
}

/** Why the last choice was refused, and which fact conflicts with it; shown beside its values. */
export function refusedView(page, code, values) {
  if (page.refused?.code !== code) return null;
  const { value, clears } = page.refused;
  const choice = values.find((candidate) => candidate.code === String(value));
  if (!choice) return null;
  return h('div', { class: 'refused', id: `refused-${code}`, role: 'status' },
    h('p', null, choice.why_not ?? page.t('choice.impossible')),
    clears && h('button', { class: 'quiet', type: 'button', onclick: () => page.replace(code, value, clears) },
      page.t('choice.replace', {
        value: choice.label,
        fact: page.facts.get(clears).label,
        stated: page.labelOf(clears, page.case[clears]),
      })));
}
