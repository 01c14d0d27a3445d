// The form of one of the shop's rules: conditions, effect, source and validity. Each change is stored at once.

import { conditionsView } from './conditions-form.js';
import { h } from '../../dom/dom.js';
import { EFFECTS, effectOf } from './pack-draft.js';
import { pickView } from '../pick-view.js';
import { t } from '../texts.js';

const UNITS = ['hours', 'days', 'working_days'];
const PARTIES = ['seller', 'buyer', 'platform', 'carrier'];
const SOURCE_KEYS = ['title', 'locator', 'url'];

/** `choices` are the remedies and acts, as pairs of code and text; `rules` are all rules in force. */
export function ruleForm(page, packDraft, at, choices, rules) {
  const rule = packDraft.rules[at];
  const effect = effectOf(rule);
  const form = { page, packDraft, at, rule, id: (name) => `rule-${at}-${name}` };
  return h('div', { class: 'rule-form' },
    textField(form, 'id', t(page, 'form.id'), rule.id, (id) => ({ id })),
    conditionsView(form),
    h('fieldset', { class: 'shop-part' },
      h('legend', null, t(page, 'form.then')),
      selectField(form, 'effect', t(page, 'form.effect'), EFFECTS.map((code) => [code, t(page, `form.effect.${code}`)]), effect,
        (chosen) => packDraft.setEffect(at, chosen)),
      effect === 'remedy' && remedyFields(form, choices),
      (effect === 'must' || effect === 'must_not') && dutyFields(form, effect, choices),
      effect === 'steps' && listField(form, 'steps', t(page, 'form.steps'), choices.acts)),
    moreFields(form, rules));
}

function remedyFields(form, { remedies, acts }) {
  const { page, packDraft, at, rule } = form;
  return [
    selectField(form, 'remedy', t(page, 'form.remedy'), remedies, rule.remedy, (remedy) => packDraft.change(at, { remedy })),
    listField(form, 'alternatives', t(page, 'form.alternatives'), remedies),
    listField(form, 'steps', t(page, 'form.more_steps'), acts),
  ];
}

function dutyFields(form, effect, { acts }) {
  const { page, packDraft, at, rule } = form;
  const { within } = rule;
  const period = (part) => packDraft.change(at, { within: { value: 1, unit: 'days', from: 'requested_at', ...within, ...part } });
  const events = [...page.facts.values()].filter((fact) => fact.kind === 'time').map((fact) => [fact.code, fact.label]);
  const parties = PARTIES.map((code) => [code, t(page, `rule.by.${code}`)]);
  return [
    selectField(form, 'act', t(page, 'form.act'), acts, rule[effect], (act) => packDraft.change(at, { [effect]: act })),
    effect === 'must' && h('div', { class: 'joined', key: 'within' },
      textField(form, 'within', t(page, 'form.within'), within?.value, (text) => {
        if (text === '') return { within: undefined };
        return { within: { unit: 'days', from: 'requested_at', ...within, value: /^\d{1,6}$/.test(text) ? Number(text) : text } };
      }, 'numeric'),
      selectField(form, 'unit', t(page, 'form.unit'), UNITS.map((code) => [code, t(page, `form.unit.${code}`)]), within?.unit, (unit) => period({ unit })),
      selectField(form, 'from', t(page, 'form.from'), events, within?.from, (from) => period({ from }))),
    selectField(form, 'by', t(page, 'rule.by'), parties, rule.by ?? 'seller', (by) => packDraft.change(at, { by })),
    effect === 'must' && selectField(form, 'borne_by', t(page, 'rule.borne_by'), parties, rule.borne_by,
      (party) => packDraft.change(at, { borne_by: party || undefined })),
  ];
}

function moreFields(form, rules) {
  const { page, packDraft, at, rule } = form;
  const displaceable = rules.filter(({ layer, id }) => id !== rule.id && (layer === 'shop' || layer === 'practice')).map(({ id, text }) => [id, text]);
  const [source = {}, ...others] = [rule.sources ?? []].flat();
  const own = typeof source === 'object' ? source : {};
  const rest = typeof source === 'object' ? others : [source, ...others];
  const withSource = (part, text) => {
    const next = Object.fromEntries(Object.entries({ ...own, [part]: text }).filter(([, value]) => value !== ''));
    const sources = Object.keys(next).length > 0 ? [next, ...rest] : rest;
    return { sources: sources.length > 0 ? sources : undefined };
  };
  return h('details', { class: 'fold', key: 'more' },
    h('summary', null, t(page, 'form.more')),
    SOURCE_KEYS.map((part) => textField(form, `source-${part}`, t(page, `form.source.${part}`), own[part], (text) => withSource(part, text))),
    ['valid_from', 'valid_until'].map((key) => h('div', { class: 'field', key },
      h('label', { for: form.id(key) }, t(page, `form.${key}`)),
      h('input', { id: form.id(key), type: 'date', value: rule[key] ?? '', onchange: (event) => packDraft.change(at, { [key]: event.target.value || undefined }) }))),
    listField(form, 'overrides', t(page, 'rule.overrides'), displaceable));
}

function textField({ page, packDraft, at, id }, name, label, value, keysOf, inputmode) {
  return h('div', { class: 'field', key: name },
    h('label', { for: id(name) }, label),
    h('input', {
      id: id(name), type: 'text', dir: 'auto', autocomplete: 'off', inputmode, value: value ?? '', lang: page.lang,
      onchange: (event) => packDraft.change(at, keysOf(event.target.value.trim())),
    }));
}

export function selectField({ page, id }, name, label, options, value, choose) {
  const known = options.some(([code]) => code === value);
  return h('div', { class: 'field', key: name },
    h('label', { for: id(name) }, label),
    h('select', { id: id(name), value: value ?? '', onchange: (event) => choose(event.target.value) },
      h('option', { value: '', key: '' }, t(page, 'pick.choose')),
      // An unknown code is shown, too. The check reports it.
      value && !known && h('option', { value, key: value }, value),
      options.map(([code, text]) => h('option', { value: code, key: code }, text))));
}

/** A list of codes under a key of the rule. */
function listField({ page, packDraft, at, rule, id }, key, label, options) {
  const picked = [rule[key] ?? []].flat();
  const write = (list) => packDraft.change(at, { [key]: list.length > 0 || key === effectOf(rule) ? list : undefined });
  return pickView(page, {
    id: id(key), label, options, picked,
    add: (code) => write([...picked, code]), drop: (code) => write(picked.filter((other) => other !== code)),
  });
}
