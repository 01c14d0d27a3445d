// The state of many orders at once: the file, how it is read, what was decided, and which orders are shown.

import { engine } from '../library/engine.js';
import { keepPlan, keptPlan } from './kept-plans.js';
import { openRow } from './open-row.js';
import { pick } from '../state/order.js';
import { startRunner } from './runner.js';
import { counted, t } from './texts.js';

/** Orders that are shown at once. */
export const SHOWN = 50;

/** Facts of all rows that do not state them themselves. */
export const FIXED = ['platform', 'buyer_region', 'order_state', 'complaint'];

/** Milliseconds after the last letter of a search. */
const SEARCH_DELAY = 200;

export class Many {
  /** `choose`, `reading`, `columns`, `deciding`, `result` or `writing`. */
  step = 'choose';
  /** Why the last file is not read: { refusal, most }. */
  trouble = null;
  part = 0;
  filter = { group: '', due: '', text: '' };
  from = 0;
  #runner;
  #searchTimer;
  #turn = 0;

  constructor(page) {
    this.page = page;
  }

  /** Reads a file. */
  async read(file) {
    this.#runner?.end();
    this.#turn += 1;
    const turn = this.#turn;
    this.#show('reading', { file: file.name, trouble: null, part: 0 });
    const runner = await startRunner();
    if (turn !== this.#turn) {
      runner.end();
      return;
    }
    this.#runner = runner;
    const read = await this.#call('read', [file]).catch(() => ({ refusal: 'broken' }));
    // Another file was chosen, or the reading was cancelled.
    if (turn !== this.#turn) return;
    const { proposal, refusal } = read;
    if (!proposal) {
      this.#show('choose', { trouble: refusal ? read : null });
      return;
    }
    this.proposal = proposal;
    this.plan = this.#firstPlan(keptPlan(this.page, proposal.key));
    await this.#ask();
  }

  /** The plan for the file: what was kept for its header row, else what is proposed. */
  #firstPlan(kept) {
    const { columns, export: id, platform } = this.proposal;
    const found = Object.fromEntries(columns.flatMap(({ field }, at) => (field ? [[field, at]] : [])));
    const facts = { ...pick(this.page.case, ['platform', 'buyer_region']), ...(platform && { platform }) };
    const plan = { export: id ?? undefined, columns: found, words: {}, facts, currency: '', month_first: false };
    this.wasKept = Boolean(kept);
    return { ...plan, ...kept };
  }

  /** Asks what depends on the chosen columns. */
  async #ask() {
    this.asked = await this.#call('asked', [this.plan]);
    if (this.asked.day_order) this.plan.month_first = this.asked.day_order === 'month';
    this.#show('columns');
    this.page.focusOn('.many h3', 'start');
  }

  /** Gives a column a field, which no other column has then; none with an empty one. */
  async setField(at, field) {
    const others = Object.entries(this.plan.columns).filter(([code, column]) => column !== at && code !== field);
    this.plan = { ...this.plan, columns: Object.fromEntries([...others, ...(field ? [[field, at]] : [])]) };
    this.asked = await this.#call('asked', [this.plan]);
    this.page.changed();
  }

  /** The field of a column. */
  fieldOf(at) {
    return Object.entries(this.plan.columns).find(([, column]) => column === at)?.[0] ?? '';
  }

  /** States what a word means. */
  setWord(field, word, meaning) {
    const words = { ...this.plan.words, [field]: { ...this.plan.words[field], [word]: meaning } };
    this.setPlan({ words });
  }

  /** What a word means: what was chosen, else what is known. */
  meaningOf(field, { word, means }) {
    return this.plan.words[field]?.[word] ?? means;
  }

  /** States a fact of all rows that do not state it themselves. */
  setFact(code, value) {
    this.setPlan({ facts: { ...this.plan.facts, [code]: value } });
  }

  setPlan(change) {
    this.plan = { ...this.plan, ...change };
    this.page.changed();
  }

  /** Decides all orders. */
  async decide() {
    const { page, plan } = this;
    keepPlan(page, this.proposal.key, plan);
    this.#show('deciding', { part: 0 });
    const decided = await this.#call('decide', [plan, this.#options]).catch((failure) => ({ failure }));
    if (!decided.summary) {
      if (decided.failure) console.error(decided.failure);
      this.#show('columns', { trouble: decided.failure ? { refusal: 'broken' } : null });
      return;
    }
    this.summary = decided.summary;
    this.filter = { group: '', due: '', text: '' };
    page.announce(counted(page, 'result.title', this.summary.count));
    await this.#list(0);
    this.#show('result', { trouble: null });
    page.focusOn('.many h3', 'start');
  }

  /** The options of an answer, without what is of one case. */
  get #options() {
    const { options, shop, order } = this.page;
    const { now, lang, message_lang } = options;
    return { now, lang, message_lang, names: pick(order.names, ['shop']), shop: { ...options.shop, pack: shop.pack } };
  }

  /** Stops what is running. The reading of a workbook cannot be stopped, so its worker is ended. */
  cancel() {
    if (this.step === 'reading') {
      this.#runner?.end();
      this.#turn += 1;
      this.#show('choose');
      return;
    }
    this.#runner.stop();
  }

  /** Shows the orders that a filter leaves. */
  setFilter(change) {
    this.filter = { ...this.filter, ...change };
    clearTimeout(this.#searchTimer);
    const list = () => this.#list(0).then(() => this.page.changed());
    if ('text' in change) this.#searchTimer = setTimeout(list, SEARCH_DELAY);
    else list();
    this.page.changed();
  }

  async showFrom(from) {
    await this.#list(from);
    this.page.focusOn('.many .orders', 'start');
    this.page.changed();
  }

  async #list(from) {
    const { count, items } = await this.#call('list', [this.filter, from, SHOWN]);
    Object.assign(this, { from, count, items });
  }

  /** Saves the letters or the decisions of the orders that are shown. */
  async save(kind) {
    const { page } = this;
    this.#show('writing', { part: 0 });
    const { file } = await this.#call(kind, [this.filter, this.#words]).catch(() => ({}));
    if (file) page.extras.saveFile(`aftersales-${kind}.csv`, 'text/csv', file);
    this.#show('result');
    page.focusOn(`[data-save="${kind}"]`);
  }

  /** The texts of the files. */
  get #words() {
    const { page } = this;
    const names = ['order', 'buyer', 'item', 'tracking'].map((code) => this.labelOf(code));
    const [order, buyer, item] = names;
    const text = (key) => t(page, key);
    return {
      letters: [order, buyer, item, text('column.remedy'), text('column.due'), text('column.message')],
      decisions: [
        ...names, this.labelOf('order_state'), this.labelOf('complaint'), text('column.remedy'), text('column.due'),
        text('column.missing'), text('column.problem'), text('column.unread'), text('column.rows'),
      ],
      groups: Object.fromEntries(['open', 'lacking', 'closed', 'problem'].map((code) => [code, text(`group.${code}`)])),
      labels: this.#labels,
    };
  }

  /** The labels of facts, fields and values of order state and complaint, by code. */
  get #labels() {
    const labels = {};
    for (const { code, label, values } of this.facts.values()) {
      labels[code] = label;
      if (code === 'order_state' || code === 'complaint') for (const value of values) labels[value.code] = value.label;
    }
    for (const code of this.proposal.fields.map(([field]) => field)) labels[code] ??= this.labelOf(code);
    for (const code of ['order', 'rounded']) labels[code] = t(this.page, `lacks.${code}`);
    return labels;
  }

  /** Every fact of the form by code. */
  get facts() {
    const { lang } = this.page;
    if (this.form?.lang !== lang) {
      this.form = { lang, facts: new Map(engine.form(lang, {}).facts.map((fact) => [fact.code, fact])) };
    }
    return this.form.facts;
  }

  /** The label of a field. */
  labelOf(code) {
    return this.facts.get(code)?.label ?? t(this.page, `field.${code}`);
  }

  /** Opens an order as a case. */
  async open(at) {
    openRow(this.page, await this.#call('open', [at]));
  }

  /** Puts the file away. */
  close() {
    this.#runner?.end();
    this.#turn += 1;
    this.#show('choose', { trouble: null });
  }

  /** Goes back to the columns. */
  change() {
    this.#show('columns', { trouble: null });
  }

  #call(name, args) {
    return this.#runner.call(name, args, (part) => {
      this.part = part;
      this.page.changed();
    });
  }

  #show(step, change) {
    Object.assign(this, change, { step });
    this.page.changed();
  }
}
