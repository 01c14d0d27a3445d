// The list of the kept cases: which part of the desk is shown, and which cases of it.

import { matches } from './filter.js';

/** Number of cases that are drawn at first, and that are added on demand. */
const SHOWN = 50;

export class CaseList {
  #desk;
  #store;
  #limit = SHOWN;

  /** `open`, `closed` or `register`. */
  part = 'open';
  filter = { text: '', platform: '', complaint: '', tag: '' };
  cases = [];
  more = false;

  constructor(desk, store) {
    this.#desk = desk;
    this.#store = store;
  }

  /** Reads the list again. */
  async read() {
    Object.assign(this, await this.#store.list(this.part === 'closed' ? 0 : 1, this.#limit, matches(this.filter)));
  }

  showPart(part) {
    this.part = part;
    this.#limit = SHOWN;
    this.#desk.files.brought = undefined;
    if (part === 'register') this.#desk.register.load();
    return this.#desk.refresh();
  }

  setFilter(filter) {
    this.filter = { ...this.filter, ...filter };
    this.#limit = SHOWN;
    return this.#desk.refresh();
  }

  showMore() {
    this.#limit += SHOWN;
    return this.#desk.refresh();
  }
}
