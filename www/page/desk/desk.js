// The desk of a page: keeps the case that is shown, lists the others, and reminds of what is due.

import { Order } from '../state/order.js';
import { answerOf } from './answered.js';
import { closingForm } from './closing-view.js';
import { badge, notify } from './reminders.js';
import { casesIn, fileName, fileOf } from './file.js';
import { CaseStore } from './store.js';
import { copyText } from '../dom/clipboard.js';
import { NAMED } from './causes.js';
import { DAY, dueEntries, newCase, reopened, withClosing, withLetter, withNote, withOrder, withReminder, withSettled, withTags, withoutPromise } from './kept-case.js';
import { matches } from './filter.js';
import { t } from './texts.js';
import { endOfDay } from './days.js';

/** Number of cases of the list that are drawn at first, and that are added on demand. */
const SHOWN = 50;
/** Days after closing from which names, letters and notes are erased, unless the person chose another number. */
const ERASE_AFTER = 90;
/** The key of the daily look at an open case: the act with which the buyer hears how it stands. */
const DAILY_LOOK = 'daily:daily_progress';
/** Milliseconds between two looks at what is due. */
const LOOK = 60_000;
/** Milliseconds after which the person is reminded to save the cases, if the browser may delete them by itself. */
const SAVE_REMINDER = 7 * DAY;

export class Desk {
  #store;
  #writing;
  #waiting = new Map();
  #isUnwritten = false;
  #looked = 0;
  #asked = false;
  #written;

  constructor(page) {
    this.page = page;
    this.counts = { all: 0, open: 0, due: 0 };
    this.settings = {};
    this.part = 'open';
    this.filter = { text: '', platform: '', complaint: '', tag: '' };
    this.shown = SHOWN;
    this.listed = { cases: [], more: false };
    /** Whether the list stands beside the case, where the window has the room. */
    this.beside = false;
    /** The kept case of the order that is shown. */
    this.kept = undefined;
    this.#store = new CaseStore((change) => this.#changedElsewhere(change));
  }

  /** Opens the database and shows what is due. Without one, `failed` says so, and the page works as before. */
  async start() {
    try {
      this.settings = await this.#store.settings();
      this.beside = Boolean(this.settings.beside);
      if (this.beside) this.page.loadExtras();
      await this.#store.eraseOld(Date.now(), this.eraseAfter);
      const { id } = this.page.order;
      this.kept = id && await this.#store.get(id);
      this.persistent = await navigator.storage?.persisted?.();
      await this.refresh();
    } catch (failure) {
      this.#fail(failure);
    }
    setInterval(() => this.look(), LOOK);
    // What was changed while the desk was loading.
    if (this.page.isUnkept) this.keep();
  }

  /** Shows why cases are not kept. What could not be written is tried again with the next change. */
  #fail(failure) {
    const failed = failure?.name === 'QuotaExceededError' ? 'full' : 'blocked';
    if (failed === this.failed) return;
    console.warn(failure);
    this.failed = failed;
    // Without a database nothing was kept before either; a full one is news, whatever is on the screen.
    if (failed === 'full') this.page.notify(t(this.page, 'desk.failed.full'));
    else this.page.changed();
  }

  get eraseAfter() {
    return this.settings.erase_after ?? ERASE_AFTER;
  }

  /** Keeps the order that is shown, once its complaint is stated and the person changed something. */
  keep() {
    const { order } = this.page;
    if (order.case.complaint === undefined || !order.touched) return;
    this.#isUnwritten = true;
    // After the answer to the change was drawn. The person may have gone on to another order by then.
    setTimeout(() => this.#write((kept) => kept, order));
  }

  /** Changes the kept case that is shown. */
  change(edit) {
    if (this.unfolded !== 'history') this.unfolded = undefined;
    return this.#write((kept) => edit(kept, Date.now()));
  }

  /** Returns a function that records the message, as it is now, as copied to be sent. */
  copying(text, { lang, channel } = this.page.advice.message) {
    const { order } = this.page;
    const answer = this.#followed(answerOf(this.page));
    return () => this.#write((kept) => withLetter(kept, Date.now(), { text, lang, channel }, answer), order);
  }

  /** An answer with the daily look at an open case, unless it has a daily step itself or the person does not want it. */
  #followed(answer) {
    if (answer.daily.length > 0 || this.settings.daily === false) return answer;
    return { ...answer, daily: [{ key: DAILY_LOOK, text: t(this.page, 'case.daily_look') }] };
  }

  /** Writes the case of an order after an edit. */
  async #write(edit, order = this.page.order) {
    const { page } = this;
    if (order.case.complaint === undefined) return;
    order.id ??= crypto.randomUUID();
    const { id } = order;
    const isShown = order === page.order;
    const { id: _, ...stored } = { ...order.stored, message_lang: page.languages.message_lang };
    if (isShown) page.updateAnswer();
    const known = this.#waiting.get(id) ?? (this.kept?.id === id ? this.kept : newCase(id, Date.now()));
    const kept = edit(withOrder(known, Date.now(), stored, isShown && !page.blank ? answerOf(page) : null));
    this.#waiting.set(id, kept);
    if (isShown) {
      this.kept = kept;
      page.storeCase();
      page.changed();
    }
    this.#writing ??= this.#writeWaiting().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  /** Writes the cases that wait for it, those too that change meanwhile. What fails waits for the next change. */
  async #writeWaiting() {
    this.#isUnwritten = true;
    try {
      while (this.#waiting.size > 0) {
        const [[id, written]] = this.#waiting;
        const stored = await this.#store.put(written);
        const later = this.#waiting.get(id);
        // What was merged from another tab, unless this tab has gone on.
        if (later === written) this.#waiting.delete(id);
        else this.#waiting.set(id, { ...later, revision: stored.revision });
        if (this.kept?.id === id) this.kept = this.#waiting.get(id) ?? stored;
      }
      this.failed = undefined;
    } catch (failure) {
      this.#fail(failure);
      return;
    }
    this.#isUnwritten = false;
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

  settle(key) {
    return this.change((kept, now) => withSettled(kept, now, key));
  }

  note(text) {
    return this.change((kept, now) => withNote(kept, now, text));
  }

  remind(text, due) {
    return this.change((kept, now) => withReminder(kept, now, text, due));
  }

  dropReminder(key) {
    return this.change((kept, now) => withoutPromise(kept, now, key));
  }

  tag(text) {
    return this.change((kept, now) => withTags(kept, now, text.split(/[,，、;；]/)));
  }

  close(closing) {
    return this.change((kept, now) => withClosing(kept, now, closing));
  }

  reopen() {
    return this.change(reopened);
  }

  /** Whether the kept case is the one that is shown. */
  get current() {
    return this.kept && this.kept.id === this.page.order.id ? this.kept : undefined;
  }

  /** Opens a kept case for now. */
  async open(id) {
    try {
      await this.#writing;
      const kept = await this.#store.get(id);
      if (!kept) {
        await this.refresh();
        return;
      }
      this.unfolded = undefined;
      this.kept = kept;
      this.page.openOrder(orderOf(kept));
      if (this.page.view) this.page.openView(null);
    } catch (failure) {
      this.#fail(failure);
    }
  }

  async remove(id) {
    const kept = await this.#store.get(id);
    const isShown = this.page.order.id === id;
    this.#waiting.delete(id);
    await this.#store.remove(id);
    if (isShown) {
      this.kept = undefined;
      this.page.followOrder();
    }
    this.page.notice = { text: t(this.page, 'desk.removed'), restore: () => this.restore([kept]).then(() => isShown && this.open(id)) };
    await this.refresh();
  }

  /** Puts cases back that were deleted. */
  async restore(cases) {
    await this.#store.add(cases.filter(Boolean));
    this.page.dismissNotice();
    await this.refresh();
  }

  /** Reads the counts and the list again. */
  async refresh() {
    const now = Date.now();
    try {
      this.counts = await this.#store.count(endOfDay(now));
      if (this.isListed) {
        const fits = matches(this.filter);
        this.listed = await this.#store.list(this.part === 'closed' ? 0 : 1, this.shown, fits);
      }
    } catch (failure) {
      this.#fail(failure);
      return;
    }
    badge(this.counts.due);
    this.page.changed();
  }

  /** Whether the list is on the screen. */
  get isListed() {
    return this.page.view === 'cases' || (this.beside && this.page.roomy);
  }

  showPart(part) {
    this.part = part;
    this.shown = SHOWN;
    if (part === 'register') this.loadRegister();
    return this.refresh();
  }

  setFilter(filter) {
    this.filter = { ...this.filter, ...filter };
    this.shown = SHOWN;
    return this.refresh();
  }

  showMore() {
    this.shown += SHOWN;
    return this.refresh();
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

  async save(settings) {
    this.settings = { ...this.settings, ...settings };
    await this.#store.saveSettings(this.settings).catch((failure) => this.#fail(failure));
    this.page.changed();
  }

  /** Follows a change that another tab stored. */
  async #changedElsewhere({ id }) {
    const { order } = this.page;
    if (id !== undefined && id === order.id && !this.#isUnwritten) {
      const kept = await this.#store.get(id).catch(() => undefined);
      if (kept && kept.revision > (this.kept?.revision ?? 0)) {
        this.kept = kept;
        this.page.followOrder(orderOf(kept));
      }
    }
    if (id === undefined) this.settings = await this.#store.settings().catch(() => this.settings);
    await this.refresh();
  }

  /** Looks at what has become due since the last time, and reminds of it. */
  async look() {
    const now = Date.now();
    const since = this.#looked;
    this.#looked = now;
    await this.refresh();
    if (!this.settings.remind || !since) return;
    const { cases } = await this.#store.list(1, SHOWN).catch(() => ({ cases: [] }));
    const due = cases.filter((kept) => kept.due > since && kept.due <= now);
    if (due.length > 0) notify(this.page, due, (id) => this.open(id));
  }

  /** Turns the reminders on or off. They need a permission of the browser. */
  async setReminders(on) {
    const allowed = on && (await Notification.requestPermission()) === 'granted';
    this.remindersRefused = on && !allowed;
    await this.save({ remind: allowed });
  }

  async setEraseAfter(days) {
    await this.save({ erase_after: days });
    await this.#store.eraseOld(Date.now(), days).catch((failure) => this.#fail(failure));
    await this.refresh();
  }

  /** Whether the cases should be saved as a file soon, since the browser may delete them by itself. */
  get saveSoon() {
    return !this.persistent && this.counts.all > 0 && Date.now() - this.settings.saved_at > SAVE_REMINDER;
  }

  /** Every case; none if the database cannot be read. */
  all() {
    return this.#store.all().catch((failure) => {
      this.#fail(failure);
      return [];
    });
  }

  /** Saves all cases as one file. */
  async saveAll() {
    if (await this.saveFile(fileName(Date.now()), 'application/json', fileOf(await this.all()))) await this.save({ saved_at: Date.now() });
  }

  /** Saves a text as a file. Returns whether that was possible. */
  async saveFile(name, type, text) {
    const extras = await this.page.loadExtras();
    extras?.saveFile(name, type, text);
    return Boolean(extras);
  }

  /** Saves what is due in some cases, or in all open ones, as a calendar file. */
  async saveCalendar(cases) {
    const extras = await this.page.loadExtras();
    const due = cases ?? (await this.all()).filter((kept) => !kept.closing);
    extras?.saveEvents('aftersales.ics', due.flatMap(eventsOf));
  }

  /** The cause with which a complaint was registered most often, else the one that it names; empty where the person has to
      choose. */
  causeOf(complaint) {
    const causes = (this.register ?? []).filter(({ order }) => order.case.complaint === complaint).map(({ closing }) => closing.cause);
    const times = (cause) => causes.filter((other) => other === cause).length;
    return causes.reduce((most, cause) => (times(cause) > times(most) ? cause : most), causes[0] ?? NAMED[complaint] ?? '');
  }

  /** The message of a daily step, { value } or { failed }, or neither while it is written. */
  followUp(key) {
    const { page } = this;
    const [, act] = key.split(':');
    const { now: _, ...timeless } = page.options;
    const inputs = JSON.stringify([key, page.case, timeless]);
    if (this.#written?.inputs === inputs) return this.#written;
    const written = { inputs };
    this.#written = written;
    page.loadExtras()
      .then(({ library }) => library())
      .then(({ check }) => { written.value = check(page.case, { acts: [act], follow_up: true }, page.options).message ?? null; })
      .catch(() => { written.failed = true; })
      .then(() => page.changed());
    return written;
  }

  /** Copies the message of a daily step, and counts the step as done. */
  async copyFollowUp(key, message) {
    const recordLetter = this.copying(message.text, message);
    const isCopied = await copyText(message.text, this.page.root);
    this.page.announce(this.page.t(`copy.${isCopied ? 'done' : 'failed'}`));
    if (!isCopied) return;
    await recordLetter();
    await this.settle(key);
  }

  /** Unfolds a part below the case, or folds it. */
  async unfold(part) {
    await this.page.loadExtras();
    const unfolded = this.unfolded === part ? undefined : part;
    if (unfolded === 'close') {
      await this.loadRegister();
      this.form = closingForm(this.page, this.causeOf(this.page.case.complaint));
    }
    this.unfolded = unfolded;
    if (this.unfolded) this.page.focusOn('.kept form :is(input, select)', 'nearest');
    this.page.changed();
  }

  /** Fills in fields of the form for closing. */
  fill(fields) {
    this.form = { ...this.form, wrong: false, ...fields };
    this.page.changed();
  }

  /** Adds the cases of a file, such as those of another worker. Nothing that is here is lost. */
  async bringIn(file) {
    const { cases, problem, unreadable } = casesIn(await file.text());
    if (problem) {
      this.brought = { problem };
      this.page.changed();
      return;
    }
    try {
      this.brought = { ...await this.#store.add(cases), unreadable };
      if (this.part === 'register') await this.loadRegister();
      await this.refresh();
    } catch (failure) {
      this.#fail(failure);
    }
  }

  async loadRegister() {
    this.register = (await this.all()).filter(({ closing }) => closing);
    this.page.changed();
  }

  /** Deletes all cases. Returns them, so that they can be restored. */
  async clear() {
    const cases = await this.all();
    await this.#store.clear().catch((failure) => this.#fail(failure));
    Object.assign(this, { kept: undefined, register: undefined, settings: {}, beside: false });
    await this.refresh();
    return cases;
  }
}

/** The calendar events of what is due in a case. Names stay out of them, since calendars are often stored elsewhere. */
function eventsOf(kept) {
  return dueEntries(kept).map(({ key, due, text }) => ({ id: `${kept.id}-${key}`, due, summary: text, about: kept.title }));
}

/** The order of a kept case, with its id. */
function orderOf({ id, order: { message_lang: _, ...order } }) {
  return Object.assign(Order.restored(order), { id });
}
