// The seller's own plan: a remedy and acts, and the verdict of the library.

import { copyText } from '../../dom/clipboard.js';
import { library } from '../../library/library.js';

/** The plan of a page, created on first use. */
export function planOf(page) {
  page.plan ??= new Plan(page);
  return page.plan;
}

class Plan {
  remedy = '';
  acts = [];
  #choices = {};
  #checked = {};

  constructor(page) {
    this.page = page;
  }

  /** Whether a remedy or an act is chosen. */
  get chosen() {
    return this.remedy !== '' || this.acts.length > 0;
  }

  setRemedy(remedy) {
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

  /** The options: { remedies, acts }, each as pairs of code and text, sorted by text. */
  get choices() {
    const { lang } = this.page;
    return this.#update(this.#choices, [lang], ({ choices }) => {
      const { compare } = new Intl.Collator(lang);
      const sorted = (pairs) => pairs.sort(([, one], [, other]) => compare(one, other));
      const { remedies, acts } = choices(lang);
      return {
        remedies: sorted(remedies.map(({ code, title }) => [code, title])),
        acts: sorted(acts.map(({ code, text }) => [code, text])),
      };
    });
  }

  /** The verdict of the library on the plan in this case. */
  get checked() {
    const { page: { case: facts, options }, remedy, acts } = this;
    const plan = { ...(remedy && { remedy }), ...(acts.length > 0 && { acts }) };
    const { now: _, ...timeless } = options;
    return this.#update(this.#checked, [facts, plan, timeless], ({ check }) => check(facts, plan, options));
  }

  /** Copies the message of the plan. */
  async copy(message) {
    const { page } = this;
    const recordLetter = page.desk?.shown.copying(message.text, message);
    const isCopied = await copyText(message.text, page.root);
    if (isCopied) recordLetter?.();
    page.notify(page.t(`copy.${isCopied ? 'done' : 'failed'}`));
  }

  /** Computes everything again after a failure. */
  retry() {
    this.#choices = {};
    this.#checked = {};
    this.page.changed();
  }

  /** Computes a result again if its inputs changed. Until it is ready, the previous value stays. */
  #update(result, inputs, compute) {
    const key = JSON.stringify(inputs);
    if (result.key === key) return result;
    result.key = key;
    library()
      .then((functions) => { Object.assign(result, { value: compute(functions), failed: false }); })
      .catch(() => { result.failed = true; })
      .then(() => this.page.changed());
    return result;
  }
}
