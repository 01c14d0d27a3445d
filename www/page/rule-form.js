// The form of one of the shop's own rules: what it asks, what follows, and under it where it comes from and when it
// holds. Every change is written at once.

import { conditionsView } from './conditions-form.js';
import { h } from './dom.js';
import { pickView } from './pick-view.js';
import { said } from './said.js';
import { EFFECTS, effectOf } from './workshop.js';

const UNITS = ['hours', 'days', 'working_days'];
const PARTIES = ['seller', 'buyer', 'platform', 'carrier'];
const OF_SOURCE = ['title', 'locator', 'url'];

/** `choices` are the remedies and acts that can be named, as pairs of code and words; `rules` all that are in force. */
export function ruleForm(page, workshop, at, choices, rules) {
  const rule = workshop.rules[at];
  const effect = effectOf(rule);
  const form = { page, workshop, at, rule, id: (name) => `rule-${at}-${name}` };
  return h('div', { class: 'rule-form' },
    textField(form, 'id', said(page, 'form.id'), rule.id, (id) => ({ id })),
    conditionsView(form),
    h('fieldset', { class: 'shop-part' },
      h('legend', null, said(page, 'form.then')),
      selectField(form, 'effect', said(page, 'form.effect'), EFFECTS.map((code) => [code, said(page, `form.effect.${code}`)]), effect,
        (chosen) => workshop.turn(at, chosen)),
      effect === 'remedy' && remedyFields(form, choices),
      (effect === 'must' || effect === 'must_not') && dutyFields(form, effect, choices),
      effect === 'steps' && listField(form, 'steps', said(page, 'form.steps'), choices.acts)),
    moreFields(form, rules));
}

function remedyFields(form, { remedies, acts }) {
  const { page, workshop, at, rule } = form;
  return [
    selectField(form, 'remedy', said(page, 'form.remedy'), remedies, rule.remedy, (remedy) => workshop.change(at, { remedy })),
    listField(form, 'alternatives', said(page, 'form.alternatives'), remedies),
    listField(form, 'steps', said(page, 'form.more_steps'), acts),
  ];
}

function dutyFields(form, effect, { acts }) {
  const { page, workshop, at, rule } = form;
  const { within } = rule;
  const period = (part) => workshop.change(at, { within: { value: 1, unit: 'days', from: 'requested_at', ...within, ...part } });
  const events = [...page.facts.values()].filter((fact) => fact.kind === 'time').map((fact) => [fact.code, fact.label]);
  const parties = PARTIES.map((code) => [code, said(page, `rule.by.${code}`)]);
  return [
    selectField(form, 'act', said(page, 'form.act'), acts, rule[effect], (act) => workshop.change(at, { [effect]: act })),
    effect === 'must' && h('div', { class: 'joined', key: 'within' },
      textField(form, 'within', said(page, 'form.within'), within?.value, (text) => {
        if (text === '') return { within: undefined };
        return { within: { unit: 'days', from: 'requested_at', ...within, value: /^\d{1,6}$/.test(text) ? Number(text) : text } };
      }, 'numeric'),
      selectField(form, 'unit', said(page, 'form.unit'), UNITS.map((code) => [code, said(page, `form.unit.${code}`)]), within?.unit, (unit) => period({ unit })),
      selectField(form, 'from', said(page, 'form.from'), events, within?.from, (from) => period({ from }))),
    selectField(form, 'by', said(page, 'rule.by'), parties, rule.by ?? 'seller', (by) => workshop.change(at, { by })),
    effect === 'must' && selectField(form, 'borne_by', said(page, 'rule.borne_by'), parties, rule.borne_by,
      (party) => workshop.change(at, { borne_by: party || undefined })),
  ];
}

function moreFields(form, rules) {
  const { page, workshop, at, rule } = form;
  const displaceable = rules.filter(({ layer, id }) => id !== rule.id && (layer === 'shop' || layer === 'practice')).map(({ id, text }) => [id, text]);
  const [source = {}, ...others] = [rule.sources ?? []].flat();
  const own = typeof source === 'object' ? source : {};
  const rest = typeof source === 'object' ? others : [source, ...others];
  const sourced = (part, text) => {
    const next = Object.fromEntries(Object.entries({ ...own, [part]: text }).filter(([, value]) => value !== ''));
    const sources = Object.keys(next).length > 0 ? [next, ...rest] : rest;
    return { sources: sources.length > 0 ? sources : undefined };
  };
  return h('details', { class: 'fold', key: 'more' },
    h('summary', null, said(page, 'form.more')),
    OF_SOURCE.map((part) => textField(form, `source-${part}`, said(page, `form.source.${part}`), own[part], (text) => sourced(part, text))),
    ['valid_from', 'valid_until'].map((key) => h('div', { class: 'field', key },
      h('label', { for: form.id(key) }, said(page, `form.${key}`)),
      h('input', { id: form.id(key), type: 'date', value: rule[key] ?? '', onchange: (event) => workshop.change(at, { [key]: event.target.value || undefined }) }))),
    listField(form, 'overrides', said(page, 'rule.overrides'), displaceable));
}

function textField({ page, workshop, at, id }, name, label, value, written, inputmode) {
  return h('div', { class: 'field', key: name },
    h('label', { for: id(name) }, label),
    h('input', {
      id: id(name), type: 'text', dir: 'auto', autocomplete: 'off', inputmode, value: value ?? '', lang: page.lang,
      onchange: (event) => workshop.change(at, written(event.target.value.trim())),
    }));
}

export function selectField({ page, id }, name, label, options, value, choose) {
  const known = options.some(([code]) => code === value);
  return h('div', { class: 'field', key: name },
    h('label', { for: id(name) }, label),
    h('select', { id: id(name), value: value ?? '', onchange: (event) => choose(event.target.value) },
      h('option', { value: '', key: '' }, said(page, 'pick.choose')),
      // What the rule names and nobody knows is shown: the check says what is wrong with it.
      value && !known && h('option', { value, key: value }, value),
      options.map(([code, text]) => h('option', { value: code, key: code }, text))));
}

/** A list of codes under a key of the rule. */
function listField({ page, workshop, at, rule, id }, key, label, options) {
  const picked = [rule[key] ?? []].flat();
  const write = (list) => workshop.change(at, { [key]: list.length > 0 || key === effectOf(rule) ? list : undefined });
  return pickView(page, {
    id: id(key), label, options, picked,
    add: (code) => write([...picked, code]), drop: (code) => write(picked.filter((other) => other !== code)),
  });
}
