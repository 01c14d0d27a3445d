// How the policy at a glance stands: what is chosen and searched, and the results that take a while. What
// they mean is decided by the library.

import { engine } from './engine.js';
import { library } from './library.js';
import { OwnRules } from './own.js';

/** Long enough for the page to say that it is working. */
const PAUSE = 30;

/** The state of a page's view of the policy; it begins at the place of the case. */
export function policyOf(page) {
  page.policy ??= new Policy(page);
  return page.policy;
}

class Policy {
  #results = new Map();

  constructor(page) {
    this.page = page;
    const { platform = '', buyer_region = '', order_state } = page.case;
    this.chosen = { platform, buyer_region, evidence: '', order_state: order_state ?? 'delivered' };
    this.filter = { text: '', layer: '' };
    this.unfolded = new Set();
    this.own = new OwnRules(page);
  }

  choose(code, value) {
    this.chosen = { ...this.chosen, [code]: value };
    this.page.changed();
  }

  narrow(filter) {
    this.filter = { ...this.filter, ...filter };
    this.page.changed();
  }

  /** Unfolds a rule, or folds it. */
  unfold(id, open) {
    // On paper all are unfolded; that is not the reader's doing.
    if (this.page.printing || this.unfolded.has(id) === open) return;
    if (open) this.unfolded.add(id);
    else this.unfolded.delete(id);
    this.page.changed();
  }

  /** Opens a cell, or the witness of a finding, as a case. */
  open(told) {
    this.page.open(told, 'notice.opened');
    this.page.visit(null);
  }

  /** The remedies of one order state, by complaint: { value }, { failed } or neither yet. */
  column(order_state) {
    const { page, chosen: { platform, buyer_region, evidence } } = this;
    const told = { platform, buyer_region, order_state, ...(evidence && { evidence }) };
    const make = () => {
      const complaints = engine.form(page.lang, told).facts.find((fact) => fact.code === 'complaint').values;
      return new Map(complaints.map(({ code, possible, why_not }) => {
        const opened = { ...told, complaint: code };
        return [code, possible ? { opened, advice: engine.advise(opened, page.options) } : { why_not }];
      }));
    };
    return this.#result(`column ${order_state}`, [told, page.own?.pack], make);
  }

  /** The offers on top of what is owed, as pairs of code and words. */
  get offers() {
    const { lang } = this.page;
    const offers = ({ acts }) => acts.filter(({ goodwill }) => goodwill).map(({ code, text }) => [code, text]);
    return this.#result('offers', [], ({ choices }) => offers(choices(lang)), library);
  }

  /** Every rule in force. */
  get rules() {
    const { lang, own } = this.page;
    return this.#result('rules', [own?.pack], ({ rules }) => rules(lang, own?.pack), library);
  }

  /** The audit of the policy as it is shipped, with the time it took. */
  get audit() {
    const { lang, now } = this.page;
    return this.#result('audit', [], ({ audit }) => {
      const start = performance.now();
      const found = audit(null, { lang, now: now() });
      return { ...found, seconds: (performance.now() - start) / 1000 };
    }, library);
  }

  /** Starts anew what has failed. */
  again() {
    for (const [name, { failed }] of this.#results) if (failed) this.#results.delete(name);
    this.page.changed();
  }

  /** What is made once for a language and a cause, from what `source` resolves to; it comes in a later turn, so
      that the page can say so. */
  #result(name, cause, make, source) {
    const key = JSON.stringify([this.page.lang, cause]);
    const known = this.#results.get(name);
    if (known?.key === key) return known;
    const result = { key };
    this.#results.set(name, result);
    new Promise((go) => setTimeout(go, PAUSE))
      .then(source)
      .then((found) => { result.value = make(found); })
      .catch(() => { result.failed = true; })
      .then(() => this.page.changed());
    return result;
  }
}
