// The state of the policy at a glance: the selection, the search and the results that the library computes.

import { engine } from '../../library/engine.js';
import { library } from '../../library/library.js';
import { OwnRules } from '../shop/own.js';

/** Milliseconds before a computation, in which the page draws that it is working. */
const DELAY = 30;

/** The policy at a glance of a page, created on first use with the place of the case. */
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

  setFilter(filter) {
    this.filter = { ...this.filter, ...filter };
    this.page.changed();
  }

  /** Unfolds or folds a rule. */
  unfold(id, open) {
    // Printing unfolds all rules, which is not a choice of the reader.
    if (this.page.printing || this.unfolded.has(id) === open) return;
    if (open) this.unfolded.add(id);
    else this.unfolded.delete(id);
    this.page.changed();
  }

  /** Opens a cell, or the witness of a finding, as a case. */
  open(facts) {
    this.page.openCase(facts, 'notice.opened');
    this.page.openView(null);
  }

  /** The remedies of one order state by complaint: { value }, { failed }, or neither while it is computed. */
  column(order_state) {
    const { page, chosen: { platform, buyer_region, evidence } } = this;
    const facts = { platform, buyer_region, order_state, ...(evidence && { evidence }) };
    const compute = () => {
      const complaints = engine.form(page.lang, facts).facts.find((fact) => fact.code === 'complaint').values;
      return new Map(complaints.map(({ code, possible, why_not }) => {
        const opened = { ...facts, complaint: code };
        return [code, possible ? { opened, advice: engine.advise(opened, page.options) } : { why_not }];
      }));
    };
    return this.#result(`column ${order_state}`, [facts, page.shop.own?.pack, page.checking], compute);
  }

  /** The goodwill offers as pairs of code and text. */
  get offers() {
    const { lang } = this.page;
    const offers = ({ acts }) => acts.filter(({ goodwill }) => goodwill).map(({ code, text }) => [code, text]);
    return this.#result('offers', [], ({ choices }) => offers(choices(lang)), library);
  }

  /** The channels and the tones of messages, by code. */
  get styles() {
    const { lang } = this.page;
    return this.#result('styles', [], ({ choices }) => {
      const { channels, tones } = choices(lang);
      return Object.entries({ channel: channels, tone: tones });
    }, library);
  }

  /** Every rule in force. */
  get rules() {
    const { lang, shop: { own } } = this.page;
    return this.#result('rules', [own?.pack], ({ rules }) => rules(lang, own?.pack), library);
  }

  /** The audit of the shipped policy, with its duration. */
  get audit() {
    const { lang, now } = this.page;
    return this.#result('audit', [], ({ audit }) => {
      const start = performance.now();
      const found = audit(null, { lang, now: now() });
      return { ...found, seconds: (performance.now() - start) / 1000 };
    }, library);
  }

  /** Computes again what has failed. */
  retry() {
    for (const [name, { failed }] of this.#results) if (failed) this.#results.delete(name);
    this.page.changed();
  }

  /** A result, computed again if the language or the inputs changed. It is computed in a later task, from what `source`
      resolves to, so that the page can show that it is working. */
  #result(name, inputs, compute, source) {
    const key = JSON.stringify([this.page.lang, inputs]);
    const known = this.#results.get(name);
    if (known?.key === key) return known;
    const result = { key };
    this.#results.set(name, result);
    new Promise((resolve) => setTimeout(resolve, DELAY))
      .then(source)
      .then((found) => { result.value = compute(found); })
      .catch(() => { result.failed = true; })
      .then(() => this.page.changed());
    return result;
  }
}
