// What a seller intends instead: a remedy, acts, and what the library says of them.

import { library } from './library.js';

/** The plan of a page, made when it is first asked for. */
export function planOf(page) {
  page.planned ??= new Plan(page);
  return page.planned;
}

class Plan {
  remedy = '';
  acts = [];
  #choices = {};
  #checked = {};

  constructor(page) {
    this.page = page;
  }

  /** Something is intended. */
  get named() {
    return this.remedy !== '' || this.acts.length > 0;
  }

  decide(remedy) {
    this.remedy = remedy;
    this.page.changed();
  }

  add(act) {
    if (act) this.acts = [...this.acts, act];
    this.page.changed();
  }

  drop(act) {
    this.acts = this.acts.filter((other) => other !== act);
    this.page.changed();
  }

  /** What can be intended: { remedies, acts }, each as pairs of code and words, in the order of the words. */
  get choices() {
    const { lang } = this.page;
    return this.#known(this.#choices, [lang], ({ choices }) => {
      const { compare } = new Intl.Collator(lang);
      const sorted = (pairs) => pairs.sort(([, one], [, other]) => compare(one, other));
      const { remedies, acts } = choices(lang);
      return {
        remedies: sorted(remedies.map(({ code, title }) => [code, title])),
        acts: sorted(acts.map(({ code, text }) => [code, text])),
      };
    });
  }

  /** What the library says of it, in the case as told. */
  get checked() {
    const { page: { case: told, options }, remedy, acts } = this;
    const plan = { ...(remedy && { remedy }), ...(acts.length > 0 && { acts }) };
    const { now: _, ...stated } = options;
    return this.#known(this.#checked, [told, plan, stated], ({ check }) => check(told, plan, options));
  }

  /** Starts anew what has failed. */
  again() {
    this.#choices = {};
    this.#checked = {};
    this.page.changed();
  }

  /** What is made once for a cause; until it is there, the one before stands. */
  #known(result, cause, make) {
    const key = JSON.stringify(cause);
    if (result.key === key) return result;
    result.key = key;
    library()
      .then((functions) => { Object.assign(result, { value: make(functions), failed: false }); })
      .catch(() => { result.failed = true; })
      .then(() => this.page.changed());
    return result;
  }
}
