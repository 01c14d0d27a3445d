// The files that the desk saves, and those that are brought in. Nothing that is here is lost by them.

import { closedBy, dueEntries } from './kept-case.js';
import { contentOf, fileName, fileOf, isCaseFile } from './file.js';
import { engine } from '../library/engine.js';
import { isRegisterCsv, isRegisterJson } from './register-file.js';

/** Bytes that show what a file is. */
const HEAD = 4096;

export class Files {
  #desk;
  #store;

  /** What the last file has brought: how many cases, or its problem. */
  brought = undefined;

  constructor(desk, store) {
    this.#desk = desk;
    this.#store = store;
  }

  /** Saves all cases as one file. */
  async saveAll() {
    const desk = this.#desk;
    if (await this.save(fileName(Date.now()), 'application/json', fileOf(await desk.all()))) await desk.save({ saved_at: Date.now() });
  }

  /** Saves a text as a file. Returns whether that was possible. */
  async save(name, type, text) {
    const extras = await this.#desk.page.loadExtras();
    extras?.saveFile(name, type, text);
    return Boolean(extras);
  }

  /** Saves what is due in some cases, or in all open ones, as a calendar file. */
  async saveCalendar(cases) {
    const extras = await this.#desk.page.loadExtras();
    const due = cases ?? (await this.#desk.all()).filter((kept) => !kept.closing);
    extras?.saveEvents('aftersales.ics', due.flatMap(eventsOf));
  }

  /** Whether a file has cases or a register. */
  async holds(file) {
    const head = await file.slice(0, HEAD).text();
    if (/\.json$/i.test(file.name)) return isCaseFile(head) || isRegisterJson(head);
    return /\.csv$/i.test(file.name) && isRegisterCsv(head);
  }

  /** Whether cases or a register are expected where a file is dropped, so that it is told there what it is not. */
  expects(file) {
    const { isListed, list } = this.#desk;
    return isListed && (/\.json$/i.test(file.name) || (list.part === 'register' && /\.csv$/i.test(file.name)));
  }

  /** Adds the cases of a file, such as those of another worker, or of a register. */
  async bringIn(file) {
    const desk = this.#desk;
    const { cases, problem, unreadable, register } = contentOf(await file.arrayBuffer(), engine.read_amount);
    if (!desk.isListed) await desk.toggle();
    if (problem) {
      this.brought = { problem };
      desk.page.changed();
      return;
    }
    try {
      const counts = await this.#store.add(cases, register ? closedBy : undefined);
      await desk.list.showPart(register ? 'register' : desk.list.part);
      this.brought = { ...counts, unreadable };
      desk.page.changed();
    } catch (failure) {
      desk.fail(failure);
    }
  }
}

/** The calendar events of what is due in a case. Names stay out of them, since calendars are often stored elsewhere. */
function eventsOf(kept) {
  return dueEntries(kept).map(({ key, due, text }) => ({ id: `${kept.id}-${key}`, due, summary: text, about: kept.title }));
}
