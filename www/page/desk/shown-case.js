// The kept case of the order that is shown: what is changed in it, and what of it is unfolded.

import { answerOf } from './answered.js';
import { closingForm } from './closing-view.js';
import { newCase, reopened, withClosing, withLetter, withNote, withOrder, withReminder, withSettled, withTags, withoutPromise } from './kept-case.js';
import { t } from './texts.js';

/** The key of the daily look at an open case: the act with which the buyer hears how it stands. */
const DAILY_LOOK = 'daily:daily_progress';

export class ShownCase {
  #desk;
  #queue;

  /** The case as it was stored last, or waits to be. */
  kept = undefined;
  /** The part that is unfolded below the answer. */
  unfolded = undefined;

  constructor(desk, queue) {
    this.#desk = desk;
    this.#queue = queue;
  }

  get #page() {
    return this.#desk.page;
  }

  /** The kept case, if it is the one of the order on the screen. */
  get current() {
    return this.kept && this.kept.id === this.#page.order.id ? this.kept : undefined;
  }

  /** Keeps the order that is shown, once its complaint is stated and the person changed something. */
  keep() {
    const { order } = this.#page;
    if (order.case.complaint === undefined || !order.touched) return;
    this.#queue.isUnwritten = true;
    // After the answer to the change was drawn. The person may have gone on to another order by then.
    setTimeout(() => this.#write((kept) => kept, order));
  }

  /** Records a copied message, as in `Page.letter`, in the case of its order. */
  record({ at, text, message: { lang, channel }, order, ...answered }) {
    const answer = answerOf(answered);
    return this.#write((kept) => withLetter(kept, at, { text, lang, channel }, this.#followed(answer)), order, at, answer);
  }

  /** An answer with the daily look at an open case, unless it has a daily step itself or the person does not want it. */
  #followed(answer) {
    if (answer.daily.length > 0 || this.#desk.settings.daily === false) return answer;
    return { ...answer, daily: [{ key: DAILY_LOOK, text: t(this.#page, 'case.daily_look') }] };
  }

  /** Writes the case of an order after an edit at an instant. Where the order is no longer shown, `answer` is what was
      answered, if that is known. */
  async #write(edit, order = this.#page.order, at = Date.now(), answer = null) {
    const page = this.#page;
    if (order.case.complaint === undefined) return;
    const id = order.identify();
    const isShown = order === page.order;
    const { id: _, ...stored } = { ...order.stored, message_lang: page.languages.message_lang };
    if (isShown) page.updateAnswer();
    const known = this.#queue.waiting(id) ?? (this.kept?.id === id ? this.kept : newCase(id, at));
    const kept = edit(withOrder(known, at, stored, isShown && !page.blank ? answerOf(page) : answer));
    if (isShown) {
      this.kept = kept;
      page.storeCase();
      page.changed();
    }
    await this.#queue.write(kept);
  }

  #change(edit) {
    if (this.unfolded !== 'history') this.unfolded = undefined;
    return this.#write((kept) => edit(kept, Date.now()));
  }

  settle(key) {
    return this.#change((kept, now) => withSettled(kept, now, key));
  }

  note(text) {
    return this.#change((kept, now) => withNote(kept, now, text));
  }

  remind(text, due) {
    return this.#change((kept, now) => withReminder(kept, now, text, due));
  }

  dropReminder(key) {
    return this.#change((kept, now) => withoutPromise(kept, now, key));
  }

  tag(text) {
    return this.#change((kept, now) => withTags(kept, now, text.split(/[,，、;；]/)));
  }

  close(closing) {
    return this.#change((kept, now) => withClosing(kept, now, closing));
  }

  reopen() {
    return this.#change(reopened);
  }

  /** Unfolds a part below the case, or folds it. */
  async unfold(part) {
    const page = this.#page;
    await page.loadExtras();
    const unfolded = this.unfolded === part ? undefined : part;
    if (unfolded === 'close') {
      await this.#desk.register.load();
      this.form = closingForm(page, this.#desk.register.causeOf(page.case.complaint));
    }
    this.unfolded = unfolded;
    if (this.unfolded) page.focusOn('.kept form :is(input, select)', 'nearest');
    page.changed();
  }

  /** Fills in fields of the form for closing. */
  fill(fields) {
    this.form = { ...this.form, wrong: false, ...fields };
    this.#page.changed();
  }
}
