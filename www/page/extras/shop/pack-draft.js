// The seller's pack while it is being edited. Each change is stored; the pack is in force only after a check, when the
// seller confirms it.

import { t } from '../texts.js';

/** The initial pack. */
const EMPTY = { id: 'my-shop', layer: 'shop', rules: [] };

/** The effects of rules. A rule has one of them. */
export const EFFECTS = ['remedy', 'must', 'must_not', 'steps'];

export class PackDraft {
  /** The index of the open rule, or -1. */
  open = -1;
  /** The currency and the language shown in the forms. */
  currency = '';
  lang = '';
  /** Unreadable amounts as they were typed, by field. */
  typed = new Map();

  constructor(page) {
    this.page = page;
  }

  /** The pack in the forms: the edited one, or else the one in force. */
  get pack() {
    const { packDraft, own } = this.page.shop;
    return packDraft ?? own?.whole ?? own?.pack ?? EMPTY;
  }

  /** Whether there are edits that are not in force. */
  get edited() {
    return Boolean(this.page.shop.packDraft);
  }

  get rules() {
    const { rules } = this.pack;
    return Array.isArray(rules) ? rules : [];
  }

  choose(what, value) {
    this[what] = value;
    this.page.changed();
  }

  unfold(at) {
    this.open = at;
    this.page.focusOn(at < 0 ? '.own-rules > .secondary' : `#rule-${at}-id`, 'nearest');
    this.page.changed();
  }

  /** Records an unreadable amount; `undefined` removes it. */
  setTyped(field, text) {
    if (text === undefined) this.typed.delete(field);
    else this.typed.set(field, text);
    this.page.changed();
  }

  /** One setting, by the path of its keys. */
  setting(...keys) {
    return keys.reduce((value, key) => value?.[key], this.pack.settings);
  }

  /** Sets one; `undefined` removes it, and with it objects that are empty then. */
  set(value, ...keys) {
    this.#edit({ settings: withValue(this.pack.settings, keys, value) });
  }

  setTitle(text) {
    this.#edit({ title: text || undefined });
  }

  add() {
    const taken = new Set(this.rules.map((rule) => rule?.id));
    let number = this.rules.length + 1;
    while (taken.has(`${this.pack.id}-${number}`)) number += 1;
    this.#edit({ rules: [...this.rules, { id: `${this.pack.id}-${number}`, when: {} }] });
    this.unfold(this.rules.length - 1);
  }

  /** Sets keys of a rule; `undefined` removes one. */
  change(at, keys) {
    const changed = (rule) => Object.fromEntries(Object.entries({ ...rule, ...keys }).filter(([, value]) => value !== undefined));
    this.#edit({ rules: this.rules.map((rule, other) => (other === at ? changed(rule) : rule)) });
  }

  /** Sets a condition of a rule; `undefined` removes it. */
  setCondition(at, fact, test) {
    const { [fact]: _, ...others } = this.rules[at].when ?? {};
    // An existing condition keeps its position.
    const when = test === undefined ? others : { ...this.rules[at].when, [fact]: test };
    this.change(at, { when });
  }

  /** Changes the effect of a rule. Steps stay if both effects have them. */
  setEffect(at, effect) {
    const kept = effect === 'steps' || effect === 'remedy' ? { steps: this.rules[at].steps } : {};
    const blank = { remedy: undefined, alternatives: undefined, must: undefined, must_not: undefined, steps: undefined, within: undefined };
    this.change(at, { ...blank, ...kept, [effect]: effect === 'steps' ? (kept.steps ?? []) : '' });
  }

  remove(at) {
    this.page.offerUndo(t(this.page, 'shop.removed'));
    this.open = -1;
    this.page.savePackDraft({ ...this.pack, rules: this.rules.filter((_, other) => other !== at) });
  }

  /** Discards the edits that are not in force. */
  restart() {
    this.page.offerUndo(t(this.page, 'shop.restarted'));
    this.open = -1;
    this.page.savePackDraft(null);
  }

  /** Loads a pack into the forms. */
  load(pack) {
    if (this.edited) this.page.offerUndo(t(this.page, 'shop.taken'));
    this.open = -1;
    this.page.savePackDraft(pack);
  }

  #edit(parts) {
    // An earlier undo would also revert this edit.
    if (this.page.notice?.before) this.page.notice = null;
    this.page.savePackDraft({ ...this.pack, ...parts });
  }
}

/** The effect of a rule, which may have no value yet; an empty text if there is none. */
export function effectOf(rule) {
  return EFFECTS.find((effect) => effect in rule) ?? '';
}

/** An object with a value at a path of keys, or without it if the value is undefined. Undefined if nothing is left. */
function withValue(object, [key, ...rest], value) {
  const inner = rest.length > 0 ? withValue(object?.[key], rest, value) : value;
  const { [key]: _, ...others } = object ?? {};
  const all = inner === undefined ? others : { ...object, [key]: inner };
  return Object.keys(all).length > 0 ? all : undefined;
}
