// The conditions of a rule: for each fact the values, or the range of a number, for which the rule holds.

import { h } from '../../dom/dom.js';
import { t } from '../texts.js';

export function conditionsView({ page, packDraft, at, rule, id }) {
  const when = Object.entries(rule.when ?? {});
  const facts = [...page.facts.values()].filter((fact) => fact.kind === 'choice' || fact.kind === 'number');
  const unused = facts.filter(({ code }) => !(code in (rule.when ?? {})));
  const add = (code) => {
    const fact = page.facts.get(code);
    packDraft.setCondition(at, code, fact.kind === 'number' ? { at_least: 0 } : fact.values[0].code);
    page.focusOn(`#${id(code)} :is(input, select)`, 'nearest');
  };
  return h('fieldset', { class: 'shop-part conditions' },
    h('legend', null, t(page, 'rule.when')),
    when.length === 0 && h('p', { class: 'note', key: 'always' }, t(page, 'rule.always')),
    when.map(([code, test]) => conditionView(page, { fact: page.facts.get(code), code, test, id: id(code), write: (next) => packDraft.setCondition(at, code, next) })),
    h('div', { class: 'field', key: 'add' },
      h('label', { for: id('add') }, t(page, 'form.condition')),
      h('select', { id: id('add'), value: '', onchange: (event) => event.target.value && add(event.target.value) },
        h('option', { value: '', key: '' }, t(page, 'pick.choose')),
        unused.map(({ code, label }) => h('option', { value: code, key: code }, label)))));
}

function conditionView(page, { fact, code, test, id, write }) {
  return h('fieldset', { class: 'condition', key: code, id },
    h('legend', null, fact?.label ?? code),
    // A condition that the form cannot show is kept as it is.
    !fact || !isEditable(fact, test) ? h('code', { key: 'raw', dir: 'ltr' }, JSON.stringify(test))
      : fact.kind === 'number' ? rangeView(page, { fact, test, id, write }) : valuesView(page, { fact, test, id, write }),
    h('button', { class: 'quiet', type: 'button', key: 'drop', onclick: () => write(undefined) },
      t(page, 'pick.drop'), h('span', { class: 'aside' }, ` ${fact?.label ?? code}`)));
}

/** Whether the form can show a condition. */
function isEditable(fact, test) {
  if (fact.kind === 'number') return typeof test === 'object' && !Array.isArray(test) && !('not' in test);
  const codes = [test?.not ?? test].flat();
  return codes.every((one) => fact.values.some(({ code }) => code === one));
}

function valuesView(page, { fact, test, id, write }) {
  const not = typeof test === 'object' && !Array.isArray(test);
  const picked = [not ? test.not : test].flat();
  const put = (codes, negated) => {
    const plain = codes.length === 1 ? codes[0] : codes;
    write(negated ? { not: plain } : plain);
  };
  const toggle = (code, on) => put(fact.values.map((value) => value.code).filter((other) => (other === code ? on : picked.includes(other))), not);
  return [
    h('select', {
      key: 'not', value: not ? 'not' : 'is', 'aria-label': fact.label, onchange: (event) => put(picked, event.target.value === 'not'),
    }, ['is', 'not'].map((which) => h('option', { value: which, key: which }, t(page, `form.${which}`)))),
    h('div', { class: 'values', key: 'values' }, fact.values.map(({ code, label }) => h('label', { key: code },
      h('input', { type: 'checkbox', id: `${id}-${code}`, checked: picked.includes(code), onchange: (event) => toggle(code, event.target.checked) }), ' ', label))),
  ];
}

function rangeView(page, { test, id, write }) {
  const number = (text) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);
  const put = (part) => {
    const { at_least, less_than } = { ...test, ...part };
    write({ ...(at_least !== undefined && { at_least }), ...(less_than !== undefined && { less_than }) });
  };
  const field = (key, value, part) => h('div', { class: 'field', key },
    h('label', { for: `${id}-${key}` }, t(page, `form.${key}`)),
    h('input', { id: `${id}-${key}`, type: 'number', min: '0', step: '1', value: value ?? '', onchange: (event) => put(part(number(event.target.value))) }));
  return h('div', { class: 'joined', key: 'range' },
    field('at_least', test.at_least, (at_least) => ({ at_least })),
    // The form shows the last number of the range, a pack has the first one after it.
    field('at_most', test.less_than === undefined ? undefined : test.less_than - 1, (most) => ({ less_than: most === undefined ? undefined : most + 1 })));
}
