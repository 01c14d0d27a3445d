// The desk of a page: keeps the case that is shown, lists the others, and reminds of what is due.

import { badge, Reminders } from './reminders.js';
import { CaseList } from './case-list.js';
import { CaseStore } from './store.js';
import { ClosedCases } from './closed-cases.js';
import { DAY } from './kept-case.js';
import { endOfDay } from './days.js';
import { Files } from './files.js';
import { FollowUp } from './follow-up.js';
import { Order } from '../state/order.js';
import { ShownCase } from './shown-case.js';
import { t } from './texts.js';
import { WriteQueue } from './queue.js';

/** Days after closing from which names, letters and notes are erased, unless the person chose another number. */
const ERASE_AFTER = 90;
/** Milliseconds between two looks at what is due. */
const LOOK = 60_000;
/** Milliseconds after which the person is reminded to save the cases, if the browser may delete them by itself. */
const SAVE_REMINDER = 7 * DAY;
/** What keeps cases from being kept, by the browser's name of it; every other failure is that it does not let the page. */
const FAILURES = { QuotaExceededError: 'full', VersionError: 'later' };

export class Desk {
  #store;
  #queue;
  #asked = false;
  #loading;

  /** How many cases there are, are open, and have something due today. */
  counts = { all: 0, open: 0, due: 0 };
  settings = {};
  /** Whether the list stands beside the case, where the window has the room. */
  beside = false;

  constructor(page) {
    this.page = page;
    this.#store = new CaseStore((change) => this.#changedElsewhere(change));
    this.#queue = new WriteQueue(this.#store, {
      stored: (id, kept) => {
        if (this.shown.kept?.id === id) this.shown.kept = kept;
      },
      done: () => this.#written(),
      failed: (failure) => this.fail(failure),
    });
    this.shown = new ShownCase(this, this.#queue);
    this.followUp = new FollowUp(this);
    this.list = new CaseList(this, this.#store);
    this.register = new ClosedCases(this);
    this.files = new Files(this, this.#store);
    this.reminders = new Reminders(this, this.#store);
  }

  /** Opens the database and shows what is due. Without one, `failed` says so, and the page works as before. */
  async start() {
    try {
      this.#loading = this.#loadSettings();
      await this.#loading;
      await this.#store.eraseOld(Date.now(), this.eraseAfter);
      const { id } = this.page.order;
      const kept = id && await this.#store.get(id);
      // Unless it was changed meanwhile.
      this.shown.kept ??= kept;
      this.persistent = await navigator.storage?.persisted?.();
      await this.refresh();
    } catch (failure) {
      this.fail(failure);
    }
    setInterval(() => this.reminders.look(), LOOK);
    // What was copied and changed while the desk was loading.
    for (const letter of this.page.unrecorded.splice(0)) this.shown.record(letter);
    if (this.page.isUnkept) this.keep();
  }

  async #loadSettings() {
    this.settings = await this.#store.settings();
    this.beside ||= Boolean(this.settings.beside);
    if (this.beside) this.page.loadExtras();
  }

  /** Shows why cases are not kept. What could not be written is tried again with the next change. */
  fail(failure) {
    const failed = FAILURES[failure?.name] ?? 'blocked';
    if (failed === this.failed) return;
    console.warn(failure);
    this.failed = failed;
    // Without a database nothing was kept before either; a full one is news, whatever is on the screen.
    if (failed === 'full') this.page.notify(t(this.page, 'desk.failed.full'));
    else this.page.changed();
  }

  /** Follows the queue: everything is stored. */
  async #written() {
    this.failed = undefined;
    this.#askToPersist();
    // Nothing is reminded of before there is something to lose.
    if (this.settings.saved_at === undefined) await this.save({ saved_at: Date.now() });
    await this.refresh();
  }

  /** Asks the browser once not to delete the cases by itself. */
  async #askToPersist() {
    if (this.persistent || this.#asked) return;
    this.#asked = true;
    this.persistent = await navigator.storage?.persist?.().catch(() => false);
    this.page.changed();
  }

  /** Keeps the order that is shown. */
  keep() {
    this.shown.keep();
  }

  /** Opens a kept case for now. */
  async open(id) {
    try {
      await this.#queue.idle();
      const kept = await this.#store.get(id);
      if (!kept) {
        await this.refresh();
        return;
      }
      this.shown.unfolded = undefined;
      this.shown.kept = kept;
      this.page.openOrder(orderOf(kept));
      this.page.seeking = true;
      if (this.page.view) this.page.openView(null);
    } catch (failure) {
      this.fail(failure);
    }
  }

  async remove(id) {
    const isShown = this.page.order.id === id;
    try {
      const kept = await this.#store.get(id);
      this.#queue.drop(id);
      await this.#store.remove(id);
      this.page.notice = { text: t(this.page, 'desk.removed'), restore: () => this.restore([kept]).then(() => isShown && this.open(id)) };
    } catch (failure) {
      this.fail(failure);
      return;
    }
    if (isShown) {
      this.shown.kept = undefined;
      this.page.followOrder();
    }
    await this.refresh();
  }

  /** Puts cases back that were deleted. */
  async restore(cases) {
    try {
      await this.#store.add(cases.filter(Boolean));
      this.page.dismissNotice();
    } catch (failure) {
      this.fail(failure);
    }
    await this.refresh();
  }

  /** Every case; none if the database cannot be read. */
  all() {
    return this.#store.all().catch((failure) => {
      this.fail(failure);
      return [];
    });
  }

  /** Reads the counts and the list again. */
  async refresh() {
    try {
      this.counts = await this.#store.count(endOfDay(Date.now()));
      // One beside the case is there again when another view is closed.
      if (this.isListed || this.beside) await this.list.read();
    } catch (failure) {
      this.fail(failure);
      return;
    }
    badge(this.counts.due);
    this.page.changed();
  }

  /** Whether the list is on the screen. */
  get isListed() {
    const { view, roomy } = this.page;
    return view ? view === 'cases' : this.beside && roomy;
  }

  /** Opens the list: beside the case where there is room, else in its place. */
  async toggle() {
    const { page } = this;
    if (page.view === 'cases') {
      page.openView(null);
      return;
    }
    await page.loadExtras();
    if (page.roomy && !page.view) {
      this.beside = !this.beside;
      this.save({ beside: this.beside });
    } else {
      page.openView('cases');
    }
    await this.refresh();
  }

  /** Saves settings, beside those that are there. */
  async save(settings) {
    await this.#loading.catch(() => {});
    this.settings = { ...this.settings, ...settings };
    await this.#store.saveSettings(this.settings).catch((failure) => this.fail(failure));
    this.page.changed();
  }

  get eraseAfter() {
    return this.settings.erase_after ?? ERASE_AFTER;
  }

  async setEraseAfter(days) {
    await this.save({ erase_after: days });
    await this.#store.eraseOld(Date.now(), days).catch((failure) => this.fail(failure));
    await this.refresh();
  }

  /** Whether the cases should be saved as a file soon, since the browser may delete them by itself. */
  get saveSoon() {
    return !this.persistent && this.counts.all > 0 && Date.now() - this.settings.saved_at > SAVE_REMINDER;
  }

  /** Follows a change that another tab stored. */
  async #changedElsewhere({ id }) {
    const { order } = this.page;
    if (id !== undefined && id === order.id && !this.#queue.isUnwritten) {
      const kept = await this.#store.get(id).catch(() => undefined);
      if (kept && kept.revision > (this.shown.kept?.revision ?? 0)) {
        this.shown.kept = kept;
        this.page.followOrder(orderOf(kept));
      }
    }
    if (id === undefined) this.settings = await this.#store.settings().catch(() => this.settings);
    await this.refresh();
  }

  /** Deletes all cases. Returns them, so that they can be restored. */
  async clear() {
    const cases = await this.all();
    await this.#store.clear().catch((failure) => this.fail(failure));
    this.shown.kept = undefined;
    this.register.entries = undefined;
    Object.assign(this, { settings: {}, beside: false });
    await this.refresh();
    return cases;
  }
}

/** The order of a kept case, with its id. */
function orderOf({ id, order: { message_lang: _, ...order } }) {
  return Object.assign(Order.restored(order), { id });
}
