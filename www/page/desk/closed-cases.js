// The closed cases of which the register is made.

import { NAMED } from './causes.js';
import { entryOf } from './register.js';

export class ClosedCases {
  #desk;

  /** The entries of all closed cases; undefined until they are loaded. */
  entries = undefined;
  /** The month of which entries are shown, such as "2026-11"; all without one. */
  month = undefined;

  constructor(desk) {
    this.#desk = desk;
  }

  async load() {
    const cases = await this.#desk.all();
    this.entries = cases.filter(({ closing }) => closing).map(entryOf).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    this.#desk.page.changed();
  }

  showMonth(month) {
    this.month = month;
    this.#desk.page.changed();
  }

  /** The cause with which a complaint was registered most often, else the one that it names; empty where the person has to
      choose. */
  causeOf(complaint) {
    const causes = (this.entries ?? []).filter((entry) => entry.complaint === complaint).map(({ cause }) => cause);
    const times = (cause) => causes.filter((other) => other === cause).length;
    return causes.reduce((most, cause) => (times(cause) > times(most) ? cause : most), causes[0] ?? NAMED[complaint] ?? '');
  }
}
