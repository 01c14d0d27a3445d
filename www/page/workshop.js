// The shop's own settings and rules while they are being written. What is written is kept with every letter, and is
// in force only once it was checked and the seller says so.

import { said } from './said.js';

/** What a shop begins with. */
const EMPTY = { id: 'my-shop', layer: 'shop', rules: [] };

/** The effects that a rule can have; it has one. */
export const EFFECTS = ['remedy', 'must', 'must_not', 'steps'];

export class Workshop {
  /** The position of the rule that is open, or -1. */
  open = -1;
  /** For which currency and language of messages the forms stand. */
  currency = '';
  lang = '';
  /** Amounts that cannot be read, as they were typed, by field. */
  typed = new Map();

  constructor(page) {
    this.page = page;
  }

  /** What the forms show: what is being written, else what is in force. */
  get pack() {
    const { workshop, own } = this.page;
    return workshop ?? own?.whole ?? own?.pack ?? EMPTY;
  }

  /** Something is written that is not in force. */
  get begun() {
    return Boolean(this.page.workshop);
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
    this.page.show(at < 0 ? '.own-rules > .secondary' : `#rule-${at}-id`, 'nearest');
    this.page.changed();
  }

  mistyped(field, text) {
    if (text === undefined) this.typed.delete(field);
    else this.typed.set(field, text);
    this.page.changed();
  }

  /** One setting, by the keys that lead to it. */
  setting(...keys) {
    return keys.reduce((value, key) => value?.[key], this.pack.settings);
  }

  /** Sets one; `undefined` takes it back, and with it what then is empty. */
  set(value, ...keys) {
    this.#edit({ settings: placed(this.pack.settings, keys, value) });
  }

  title(text) {
    this.#edit({ title: text || undefined });
  }

  add() {
    const taken = new Set(this.rules.map((rule) => rule?.id));
    let number = this.rules.length + 1;
    while (taken.has(`${this.pack.id}-${number}`)) number += 1;
    this.#edit({ rules: [...this.rules, { id: `${this.pack.id}-${number}`, when: {} }] });
    this.unfold(this.rules.length - 1);
  }

  /** Writes keys of a rule; one with the value `undefined` is taken out. */
  change(at, keys) {
    const written = (rule) => Object.fromEntries(Object.entries({ ...rule, ...keys }).filter(([, value]) => value !== undefined));
    this.#edit({ rules: this.rules.map((rule, other) => (other === at ? written(rule) : rule)) });
  }

  /** Writes or takes out one condition of a rule. */
  condition(at, fact, test) {
    const { [fact]: _, ...others } = this.rules[at].when ?? {};
    // One that stays keeps its place.
    const when = test === undefined ? others : { ...this.rules[at].when, [fact]: test };
    this.change(at, { when });
  }

  /** Turns a rule to another kind of effect; what the two have in common stays. */
  turn(at, effect) {
    const kept = effect === 'steps' || effect === 'remedy' ? { steps: this.rules[at].steps } : {};
    const blank = { remedy: undefined, alternatives: undefined, must: undefined, must_not: undefined, steps: undefined, within: undefined };
    this.change(at, { ...blank, ...kept, [effect]: effect === 'steps' ? (kept.steps ?? []) : '' });
  }

  remove(at) {
    this.page.undoable(said(this.page, 'shop.removed'));
    this.open = -1;
    this.page.keepWorkshop({ ...this.pack, rules: this.rules.filter((_, other) => other !== at) });
  }

  /** Throws away what is not in force. */
  restart() {
    this.page.undoable(said(this.page, 'shop.restarted'));
    this.open = -1;
    this.page.keepWorkshop(null);
  }

  /** Goes on with what came from a file. */
  take(pack) {
    if (this.begun) this.page.undoable(said(this.page, 'shop.taken'));
    this.open = -1;
    this.page.keepWorkshop(pack);
  }

  #edit(parts) {
    // What was offered to be undone would now take this with it.
    if (this.page.notice?.before) this.page.notice = null;
    this.page.keepWorkshop({ ...this.pack, ...parts });
  }
}

/** The effect that a rule has, or begins to have. */
export function effectOf(rule) {
  return EFFECTS.find((effect) => effect in rule) ?? '';
}

function placed(object, [key, ...rest], value) {
  const inner = rest.length > 0 ? placed(object?.[key], rest, value) : value;
  const { [key]: _, ...others } = object ?? {};
  const all = inner === undefined ? others : { ...object, [key]: inner };
  return Object.keys(all).length > 0 ? all : undefined;
}
