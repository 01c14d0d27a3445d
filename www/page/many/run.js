// Reads a file and decides its orders, in slices between which a worker listens and a page draws. The reader of tables tells
// what each order states, the library decides; here both are only called. The site builder generates '../tables.js'.

import { wordsOf } from '../library/words-of.js';
import { csv_line, kind_of, most_bytes, ready, Sheet } from '../tables.js';

/** Bytes that are decoded at once. */
const PIECE = 1 << 20;

/** Questions of an open answer that an order shows. */
const QUESTIONS = 3;

/** What stops a run. */
class Stopped extends Error {}

export class Run {
  #library;
  #sheet;
  #results = [];
  #options;
  #found;
  #stopping = false;
  #sliceEnd = 0;

  /** `library` has `advise`, `brief`, `readAmount`, `prepare(languages)`, and the milliseconds of a `slice`. */
  constructor(library) {
    this.#library = library;
  }

  /** Makes what is running stop at the end of its slice. */
  stop() {
    this.#stopping = true;
  }

  /** Reads a file: { proposal }, { refusal }, or { stopped }. */
  read(file, report) {
    return this.#stoppable(async () => {
      await ready();
      if (file.size > most_bytes()) return { refusal: 'too_large', most: most_bytes() };
      this.#sheet?.free();
      this.#results = [];
      const sheet = new Sheet();
      this.#sheet = sheet;
      const bytes = new Uint8Array(await file.arrayBuffer());
      const [kind, encoding] = kind_of(bytes).split(' ');
      let refusal = kind;
      if (kind === 'workbook') {
        refusal = sheet.workbook(bytes);
      } else if (kind === 'text') {
        await this.#readText(sheet, bytes, encoding, report);
        refusal = sheet.finish();
      }
      return refusal ? { refusal } : { proposal: sheet.proposal(), encoding };
    });
  }

  async #readText(sheet, bytes, encoding, report) {
    const decoder = new TextDecoder(encoding);
    for (let at = 0; at < bytes.length; at += PIECE) {
      sheet.push(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
      await this.#pause(() => report(at / bytes.length));
    }
    sheet.push(decoder.decode());
  }

  /** What is asked about a plan. */
  asked(plan) {
    return this.#sheet.asked(plan);
  }

  /** Decides every order by a plan and the options of the library: { summary } or { stopped }. */
  decide(plan, options, report) {
    return this.#stoppable(async () => {
      const start = performance.now();
      await this.#library.prepare([...new Set([options.lang, wordsOf(options.message_lang ?? options.lang)])]);
      this.#options = options;
      this.#found = undefined;
      const count = this.#sheet.put(plan);
      const results = [];
      for (let at = 0; at < count; at += 1) {
        results.push(this.#decideOne(at));
        await this.#pause(() => report(at / count));
      }
      this.#results = results;
      return { summary: this.#summary(start) };
    });
  }

  /** What an order states: { order, facts }. */
  #stated(at) {
    const now = new Date(this.#options.now);
    const order = this.#sheet.order(at, now.getTime() / 1000, -now.getTimezoneOffset());
    const facts = { ...order.facts };
    for (const [code, text] of Object.entries(order.times)) facts[code] = instantOf(text);
    for (const [code, { text, currency }] of Object.entries(order.amounts)) {
      const amount = this.#library.readAmount(text, currency);
      if (amount) facts[code] = amount;
      else order.unread.push({ field: code, text });
    }
    return { order, facts };
  }

  /** The message to the buyer of an order. */
  #letter({ order, facts }) {
    const names = { ...this.#options.names, ...order.names };
    return this.#library.advise(facts, { ...this.#options, names }).message.text;
  }

  /** What the list shows of an order: its group, when it is due, what is missing. */
  #decideOne(at) {
    const stated = this.#stated(at);
    const { lacks } = stated.order;
    if (lacks.includes('closed')) return { group: 'closed', missing: [] };
    if (lacks.includes('order_state') || lacks.includes('complaint')) return { group: 'lacking', missing: lacks };
    const { remedy, ask, problems, ...brief } = this.#library.brief(stated.facts, this.#options);
    const due = Date.parse(brief.due ?? '');
    if (problems.length > 0) return { group: 'problem', due, missing: lacks, problem: problems[0].message };
    if (remedy) return { group: remedy.code, title: remedy.title, due, missing: lacks };
    return { group: 'open', due, missing: [...lacks, ...ask.slice(0, QUESTIONS)] };
  }

  #summary(start) {
    const groups = new Map();
    const due = {};
    for (const result of this.#results) {
      const group = groups.get(result.group) ?? { code: result.group, title: result.title, count: 0 };
      groups.set(result.group, { ...group, count: group.count + 1 });
      const when = this.#whenDue(result);
      due[when] = (due[when] ?? 0) + 1;
    }
    return {
      count: this.#results.length, due, seconds: (performance.now() - start) / 1000,
      groups: [...groups.values()].sort((one, other) => other.count - one.count),
    };
  }

  /** The span of time in which an order is due. */
  #whenDue({ due }) {
    const hours = (due - Date.parse(this.#options.now)) / 3_600_000;
    if (!(hours >= 0)) return Number.isNaN(hours) ? 'none' : 'overdue';
    if (hours < 24) return 'day';
    return hours < 72 ? 'days' : 'later';
  }

  /** The positions of the orders that a filter leaves, { group, due, text }, those due first first. */
  #matching(filter) {
    const key = JSON.stringify(filter);
    if (this.#found?.key === key) return this.#found.positions;
    const all = filter.text ? [...this.#sheet.find(filter.text)] : this.#results.map((_, at) => at);
    const fits = (at) => {
      const result = this.#results[at];
      return (!filter.group || filter.group === result.group) && (!filter.due || filter.due === this.#whenDue(result));
    };
    const time = (at) => this.#results[at].due || Infinity;
    const positions = all.filter(fits).sort((one, other) => time(one) - time(other) || one - other);
    this.#found = { key, positions };
    return positions;
  }

  /** Some of the orders that a filter leaves, and how many there are. */
  list(filter, from, count) {
    const positions = this.#matching(filter);
    const items = positions.slice(from, from + count).map((at) => {
      const { order: { names, rows, unread, note }, facts } = this.#stated(at);
      const { order_state, complaint } = facts;
      const { group, title, due, missing, problem } = this.#results[at];
      return { at, names, rows, unread, note, order_state, complaint, group, title, due: due || null, missing, problem };
    });
    return { count: positions.length, items };
  }

  /** An order as a case: { facts, names }. */
  open(at) {
    const { order: { names }, facts } = this.#stated(at);
    return { facts, names };
  }

  /** The letters of the orders that a filter leaves, as a file for spreadsheets. `words` has the texts of the file. */
  letters(filter, words, report) {
    return this.#file(filter, words.letters, report, (at) => {
      const { group, title, due } = this.#results[at];
      if (['closed', 'lacking', 'problem'].includes(group)) return undefined;
      const stated = this.#stated(at);
      const { order, buyer, item } = stated.order.names;
      return [order, buyer, item, title ?? words.groups[group], dayAndHour(due), this.#letter(stated)];
    });
  }

  /** What is decided of the orders that a filter leaves, as a file for spreadsheets. */
  decisions(filter, words, report) {
    return this.#file(filter, words.decisions, report, (at) => {
      const { group, title, due, missing, problem } = this.#results[at];
      const { order: { names, rows, unread }, facts } = this.#stated(at);
      const label = (code) => words.labels[code] ?? code;
      return [
        names.order, names.buyer, names.item, names.tracking, label(facts.order_state), label(facts.complaint),
        title ?? words.groups[group], dayAndHour(due), missing.map(label).join('; '), problem,
        unread.map(({ field, text }) => `${label(field)}: ${text}`).join('; '), rows.join(' '),
      ];
    });
  }

  #file(filter, headings, report, cellsOf) {
    return this.#stoppable(async () => {
      const positions = this.#matching(filter);
      const lines = ['\u{feff}', csv_line(headings)];
      for (const [done, at] of positions.entries()) {
        const cells = cellsOf(at);
        if (cells) lines.push(csv_line(cells.map((cell) => cell ?? '')));
        await this.#pause(() => report(done / positions.length));
      }
      return { file: new Blob(lines) };
    });
  }

  async #stoppable(action) {
    this.#stopping = false;
    this.#sliceEnd = 0;
    try {
      return await action();
    } catch (failure) {
      if (failure instanceof Stopped) return { stopped: true };
      throw failure;
    }
  }

  /** Ends a slice that is over: reports, and lets others run. */
  async #pause(report) {
    if (performance.now() < this.#sliceEnd) return;
    report();
    await new Promise((resolve) => setTimeout(resolve));
    if (this.#stopping) throw new Stopped();
    this.#sliceEnd = performance.now() + this.#library.slice;
  }
}

/** A time without an offset as an instant of this device's clock; a day as it is. */
function instantOf(text) {
  return /T[\d:]+$/.test(text) ? new Date(text).toISOString() : text;
}

/** An instant on this device's clock, as spreadsheets read it. */
function dayAndHour(instant) {
  if (!instant) return '';
  const time = new Date(instant);
  const two = (number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
