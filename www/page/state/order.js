// One buyer's order: the case as stated, the names, the finished steps, and the message as the person changed it.

import { isObject } from './stored.js';

/** Facts of the seller's place. They stay when a case is cleared. */
export const PLACE = ['platform', 'buyer_region'];

/** Names that belong to the shop. They stay when a case is cleared. */
const SHOP_NAMES = ['shop'];

export class Order {
  /** The id under which the case is kept, once it is. */
  id;
  /** The facts as stated. */
  case = {};
  /** What was stated in place of a case, if it is no object. The library reports the problem. */
  unreadable;
  names = {};
  /** The acts of the finished steps. */
  done = new Set();
  /** The goodwill offers in the message. Undefined means those of the shop's settings. */
  goodwill;
  /** The tone and the channel of the message. Without them, those of the shop's settings. */
  style = {};
  /** The message as the person edited it, as in draft.js. */
  draft = null;
  /** The edited text that no longer fits the case. */
  lost = null;
  #opened;

  /** An order with the stored parts, if they belong to its case, `of`. */
  static restored({ case: facts, of, ...stored }) {
    const order = new Order();
    order.setCase(facts);
    const names = stored.names ?? {};
    if (of && JSON.stringify(order.case) !== JSON.stringify(of)) {
      order.names = pick(names, SHOP_NAMES);
      return order;
    }
    const { id, goodwill, style = {}, draft = null, lost = null } = stored;
    return Object.assign(order, { id, names, goodwill, style, draft, lost, done: new Set(stored.done) });
  }

  /** The parts that the browser stores. */
  get stored() {
    const { id, case: facts, names, goodwill, style, draft, lost, done } = this;
    return { id, case: facts, names, goodwill, style, draft, lost, done: [...done] };
  }

  /** A copy that later changes do not touch. */
  copy() {
    const { unreadable, done } = this;
    const copy = Object.assign(new Order(), this.stored, { unreadable, done: new Set(done) });
    copy.#opened = this.#opened;
    return copy;
  }

  /** The order of the next buyer. Of what was stated, only the place and the names of the shop stay. */
  next() {
    const next = new Order();
    next.case = pick(this.case, PLACE);
    next.names = pick(this.names, SHOP_NAMES);
    next.#opened = this.#opened;
    return next;
  }

  /** The id under which the case is kept, made on first use; `randomUUID` is missing where a page is not served securely. */
  identify() {
    this.id ??= crypto.getRandomValues(new Uint32Array(4)).join('-');
    return this.id;
  }

  /** Sets the case. Anything but an object counts as an empty case. */
  setCase(facts) {
    const readable = isObject(facts ?? {});
    this.case = readable ? (facts ?? {}) : {};
    this.unreadable = readable ? undefined : facts;
  }

  /** Sets facts and removes those without a value. */
  put(set) {
    const next = { ...this.case };
    // Goodwill offers belong to the complaint.
    if ('complaint' in set && set.complaint !== next.complaint) this.goodwill = undefined;
    for (const [code, value] of Object.entries(set)) {
      if (value === undefined || value === null || value === '') delete next[code];
      else next[code] = value;
    }
    this.setCase(next);
  }

  /** Names a person or a thing; an empty text removes the name. */
  setName(code, text) {
    const { [code]: _, ...others } = this.names;
    this.names = text === '' ? others : { ...others, [code]: text };
  }

  /** Marks a step as finished or not. */
  checkStep(act, done) {
    if (done) this.done.add(act);
    else this.done.delete(act);
  }

  /** Whether neither the state of the order nor the complaint is stated. */
  get unstated() {
    return this.case.order_state === undefined && this.case.complaint === undefined;
  }

  /** Whether the person changed something since the order was opened. */
  get touched() {
    return this.snapshot !== this.#opened;
  }

  /** Counts everything stated so far as not changed by the person. */
  markOpened() {
    this.#opened = this.snapshot;
  }

  /** Everything stated or typed about the order, as JSON. */
  get snapshot() {
    const { case: facts, names, done, goodwill, style, draft, lost } = this;
    return JSON.stringify([facts, names, [...done], goodwill, style, draft, lost]);
  }
}

/** Some of the entries of an object. */
export function pick(object, codes) {
  return Object.fromEntries(codes.filter((code) => code in object).map((code) => [code, object[code]]));
}
