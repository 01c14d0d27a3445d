// The state of the view: what is unfolded, where the sheet is, which notice is shown. The case is in session.js.

import { copyText } from '../dom/clipboard.js';
import { addressOf, CASES_VIEW } from './link.js';
import { loadDesk } from '../load-desk.js';
import { loadExtras, loadMany } from '../load-extras.js';
import { Session } from './session.js';

/** Pixels from which a touch of the sheet's bar is a drag. */
const DRAG_DISTANCE = 24;

/** Milliseconds that the copy button shows its result. */
const RESULT_SHOWN = 2500;

export class Page extends Session {
  #desk;
  #dragged;
  #dragFrom;
  #moveLabels;
  #movesFor;
  #copyTimer;

  /** `root` is where the page is drawn. A standalone page may use the whole window, and one with its own document may
      print it. */
  constructor({ root, standalone, ownDocument, ...session }) {
    super(session);
    this.root = root;
    this.standalone = standalone;
    this.ownDocument = ownDocument;
    this.online = navigator.onLine;
    // Folded and printed parts are drawn after the first answer.
    this.settled = false;
    this.detailsOpen = false;
    this.menu = false;
    // It stays during the first case, so that no choice moves under the finger.
    this.intro = this.unstated && this.isFirstVisit;
  }

  /** Draws the rest after the first answer. */
  settle() {
    this.settled = true;
    if (!this.blank) this.changed();
    this.#loadDesk();
  }

  /** Whether cases are kept and listed. The page of another site keeps one case. */
  get keepsCases() {
    return this.standalone && this.storage;
  }

  /** Loads what keeps the cases. Without it, the page works with one case. Resolves to the desk, if it is loaded. */
  #loadDesk() {
    if (this.keepsCases) this.#desk ??= this.#startDesk();
    return this.#desk;
  }

  async #startDesk() {
    this.deskParts = await loadDesk().then(({ desk }) => desk, () => null);
    if (!this.deskParts) {
      this.#desk = undefined;
      return undefined;
    }
    this.desk = new this.deskParts.Desk(this);
    this.desk.start();
    return this.desk;
  }

  /** Opens or closes the list of cases, once it is loaded. */
  async toggleCases() {
    const desk = await this.#loadDesk();
    if (desk) desk.toggle();
    else this.notify(this.t('extras.missing'));
  }

  /** Opens or closes the menu. */
  async setMenu(open) {
    this.menu = open;
    if (open) await this.loadExtras();
    this.changed();
  }

  /** Resets the view, too. */
  reset() {
    super.reset();
    this.opened = new Set();
    this.more = false;
    this.search = '';
    this.intro = false;
    this.sheet = false;
    this.copy = null;
    this.planOpen = false;
    this.plan = null;
    this.byKey = false;
    this.focusTarget = null;
    this.seeking = false;
  }

  /** Goes to the next buyer: from the sheet, too, and with the first choice in view. */
  clear() {
    this.#moveSheet(false);
    super.clear();
    this.focusOn('.journey input', 'nearest');
  }

  /** States a choice of the person. By pointer, the choices fold to the chosen one; by keyboard they stay open under
      the focus. */
  choose(code, value) {
    this.opened.clear();
    // An answer that is below is shown at once.
    if (code === 'complaint' && !this.hasSheet && !this.wide) this.focusOn('.lead h2', 'center');
    else if (this.byKey) this.opened.add(code);
    else this.focusOn(`[data-fact="${code}"] .change`, 'nearest');
    this.seeking = !this.byKey;
    if (code === 'complaint') this.search = '';
    if (code === 'complaint' && value !== undefined) this.shop.count(value);
    const number = this.facts.get(code).kind === 'number' && value !== undefined;
    this.state(code, number ? Number(value) : value);
  }

  /** Unfolds or folds the choices of a fact. */
  unfold(code, open) {
    if (open) this.opened.add(code);
    else this.opened.delete(code);
    if (open) this.focusOn(`[data-fact="${code}"] input:checked`);
    this.changed();
  }

  /** Shows only the complaints that a text finds; all with an empty one. */
  setSearch(text) {
    this.search = text;
    this.changed();
  }

  /** The open question that is shown: the first that no next move answers, since those are offered beside the
      answer. */
  get openQuestion() {
    const open = this.questions.filter((code) => this.case[code] === undefined);
    const moves = this.blank ? [] : this.moves.map(({ code }) => code);
    return open.find((code) => !moves.includes(code)) ?? open[0];
  }

  /** The fact among whose choices digits choose: the first that is not stated. */
  get current() {
    const first = ['order_state', 'complaint'].find((code) => this.case[code] === undefined && this.facts.get(code)?.applies !== false);
    return first ?? this.openQuestion;
  }

  showMore(more) {
    this.more = more;
    this.changed();
  }

  /** What may happen next, as { code, label, set }. While the other facts stay the same, each move keeps its position;
      one that is no longer possible has no `set`. */
  get moves() {
    const { status, next = [] } = this.advice;
    const open = new Map(next.map((move) => [Object.keys(move.set)[0], move]));
    const isMove = (code) => open.has(code) || this.#moveLabels?.has(code);
    const others = JSON.stringify([this.lang, Object.entries(this.case).filter(([code]) => !isMove(code))]);
    if (others !== this.#movesFor) this.#moveLabels = new Map();
    this.#movesFor = others;
    for (const [code, { label }] of open) this.#moveLabels.set(code, label);
    return status === 'open' ? [] : [...this.#moveLabels].map(([code, label]) => ({ code, label, set: open.get(code)?.set }));
  }

  /** Moves the focus once the page is drawn. `block` says where to scroll its target, as for scrollIntoView. */
  focusOn(selector, block) {
    this.focusTarget = { selector, block };
  }

  /** Whether the answer is a sheet over the facts. */
  get hasSheet() {
    return this.standalone && !this.wide;
  }

  /** Whether the sheet is open and covers the facts. */
  get covered() {
    return this.hasSheet && this.sheet && !this.blank;
  }

  /** Opens or closes the sheet. */
  setSheet(open) {
    if (this.sheet === open) return;
    this.#moveSheet(open);
    if (!open) this.focusOn('.grip');
    this.changed();
  }

  /** Opens or closes the sheet with an entry in the browser's history, so that Back closes it. */
  #moveSheet(open) {
    const was = this.sheet;
    this.sheet = open;
    if (!this.hasSheet || open === was || open === isSheetEntry()) return;
    if (!open) history.back();
    else {
      // Going back must not scroll.
      history.scrollRestoration = 'manual';
      history.pushState({ sheet: true }, '');
    }
  }

  /** Follows the browser's history. */
  historyChanged() {
    history.scrollRestoration = isSheetEntry() ? 'manual' : 'auto';
    if (this.hasSheet) this.setSheet(isSheetEntry());
  }

  tapSheet() {
    // A mouse that dragged the bar also clicks it. Only one of the two counts.
    if (!this.#dragged) this.setSheet(!this.sheet);
    this.#dragged = false;
  }

  dragSheet(from) {
    this.#dragged = false;
    this.#dragFrom = from;
  }

  dropSheet(to) {
    if (Math.abs(to - this.#dragFrom) < DRAG_DISTANCE) return;
    this.#dragged = true;
    this.setSheet(to < this.#dragFrom);
  }

  /** Moves to a question or to the steps. */
  goTo(code) {
    const inAnswer = code === 'steps';
    this.#moveSheet(inAnswer);
    if (!inAnswer && this.case[code] === undefined) this.more ||= this.questions.includes(code);
    this.focusOn(inAnswer ? '[data-fact="steps"]' : `[data-fact="${code}"] :is(input:not(.search), select, button)`, 'start');
    this.changed();
  }

  /** Moves to the field of a time. */
  async goToTime(code) {
    if (this.questions.includes(code)) {
      this.goTo(code);
      return;
    }
    this.#moveSheet(false);
    await this.loadExtras();
    this.detailsOpen = true;
    // The description may say open already although the person has folded the details.
    this.root.querySelector('.details').open = true;
    this.focusOn(`#field-${code}`, 'center');
    this.changed();
  }

  /** Unfolds or folds the details. */
  async setDetails(open) {
    this.detailsOpen = open;
    if (open) await this.loadExtras();
    this.changed();
  }

  /** Loads the extras for a part of the answer that was unfolded. */
  async unfoldPart(open) {
    if (open && await this.loadExtras()) this.changed();
  }

  /** A message that is copied, with the order that it is about and the answer of that moment. */
  letter(text, message = this.advice.message) {
    const { order, advice, headline } = this;
    return { at: Date.now(), text, message, order, advice, headline };
  }

  async copyMessage() {
    const letter = this.letter(this.messageText);
    this.copy = (await copyText(letter.text, this.root)) ? 'done' : 'failed';
    if (this.copy === 'done') this.#record(letter);
    this.announce(this.t(`copy.${this.copy}`));
    clearTimeout(this.#copyTimer);
    this.#copyTimer = setTimeout(() => {
      this.copy = null;
      this.changed();
    }, RESULT_SHOWN);
  }

  /** Records a copied message in its case, or keeps it until the desk is there. */
  #record(letter) {
    if (this.desk) {
      this.desk.shown.record(letter);
    } else if (this.keepsCases) {
      // Undo returns to a copy of the order, which is of the same case by its id.
      letter.order.identify();
      this.unrecorded.push(letter);
    }
  }

  /** Copies the case as a link or as text: `how` is `linked` or `texted`. */
  async copyCase(how) {
    const extras = await this.loadExtras();
    if (!extras) return;
    const done = await copyText(extras[how](this), this.root);
    this.notify(this.t(done ? `notice.${how}` : 'copy.failed'));
  }

  /** Saves a deadline as a calendar file. */
  async saveDeadline(duty) {
    (await this.loadExtras())?.saveDeadline(this, duty);
  }

  notify(text) {
    this.notice = { text };
    this.changed();
  }

  /** Closes the view, the dialog or the plan after it failed to draw. Returns whether one was open. */
  closeParts() {
    const { view, dialog, planOpen } = this;
    if (!view && !dialog && !planOpen) return false;
    this.dialog = null;
    this.planOpen = false;
    if (view) this.openView(null);
    this.notify(this.t('part.broken'));
    return true;
  }

  /** Loads the script of the extras. Null, with a notice, if it cannot be loaded. */
  async loadExtras() {
    this.extras ??= await loadExtras().then(({ extras }) => extras, () => null);
    if (!this.extras) this.notify(this.t('extras.missing'));
    return this.extras;
  }

  /** Loads the script of many orders at once. Rejects if it cannot be loaded. */
  loadMany() {
    return loadMany();
  }

  /** Opens a part of the policy, such as "grid" or "rules/some-rule", or the case with null. The address of the page
      follows, so that Back works. */
  openView(view) {
    if (this.standalone) location.hash = view ? addressOf(view) : '';
    this.showView(view);
  }

  async showView(view) {
    if (this.view === view) return;
    const wasOpen = Boolean(this.view);
    this.view = view;
    // Back from a rule returns to the sheet.
    this.sheet = !view && this.sheet;
    this.changed();
    if (!view) return;
    if (view === CASES_VIEW) this.desk?.refresh();
    else if (!(await this.loadExtras())) this.view = null;
    if (!wasOpen || view.includes('/')) this.focusOn(':is(.policy, .desk) :is(h3, h2)[tabindex]', 'start');
    this.changed();
  }

  /** Reads a file that was dropped on the page. */
  async dropFile(file) {
    (await this.loadExtras())?.dropFile(this, file);
  }

  /** Opens or closes the check of the seller's own plan. */
  async openPlan(open) {
    if (open && !(await this.loadExtras())) return;
    this.planOpen = open;
    this.focusOn(open ? '.plan h3' : '.plan button', 'nearest');
    this.changed();
  }

  /** Opens a dialog by its name; null after it was closed. */
  async openDialog(name) {
    if (name && !(await this.loadExtras())) return;
    this.dialog = name;
    this.pasteFailed = false;
    this.confirming = false;
    this.changed();
    // The dialog is drawn by then.
    if (name) queueMicrotask(() => this.root.querySelector('dialog').showModal());
  }

  /** Asks before everything is deleted. */
  confirmDeletion() {
    this.confirming = true;
    this.focusOn('dialog .actions button');
    this.changed();
  }

  /** Reports that the pasted text has no case. */
  rejectPaste() {
    this.pasteFailed = true;
    this.changed();
  }

  /** Has a screen reader read a text. */
  announce(text) {
    this.announced = text;
    this.changed();
  }

  /** Offers a new version of the page. `accept` puts it in use. */
  offerUpdate(accept) {
    this.acceptUpdate = accept;
    this.changed();
  }

  postponeUpdate() {
    this.acceptUpdate = null;
    this.changed();
  }

  dismissNotice() {
    this.notice = null;
    this.changed();
  }

  dismissStorage() {
    this.storageSeen = true;
    this.changed();
  }

  setOnline(online) {
    this.online = online;
    this.changed();
  }
}

/** Whether the browser's history is at the entry of the open sheet. */
function isSheetEntry() {
  return Boolean(history.state?.sheet);
}
