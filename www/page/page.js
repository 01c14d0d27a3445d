// How the page stands: what is unfolded, where the sheet is, what has just been said. None of it is the case.

import { copied } from './clipboard.js';
import { POLICY } from './link.js';
import { extras } from './on-demand.js';
import { PLACE, Session } from './session.js';

/** Pixels from which a touch of the sheet's bar is a pull. */
const DRAGGED = 24;

/** How long a button says that the copying worked. */
const CONFIRMED = 2500;

export class Page extends Session {
  /** `root` is where the page is drawn; a standalone page may use all of the window, and one with a document of
      its own may print it. */
  constructor({ root, standalone, ownDocument, ...session }) {
    super(session);
    this.root = root;
    this.standalone = standalone;
    this.ownDocument = ownDocument;
    this.online = navigator.onLine;
    // What is folded or for paper only is made once the first answer is drawn.
    this.settled = false;
    this.detailed = false;
    this.menu = false;
  }

  /** The first answer is drawn: the rest can be made. */
  settle() {
    this.settled = true;
    if (!this.blank) this.changed();
  }

  /** Opens the menu, or closes it. */
  choosing(open) {
    if (this.menu === open) return;
    this.menu = open;
    this.changed();
  }

  /** Forgets also how the page stands. */
  reset() {
    super.reset();
    this.opened = new Set();
    this.placeOpen = false;
    this.more = false;
    this.sheet = false;
    this.copy = null;
    this.planning = false;
    this.planned = null;
    this.byKey = false;
    this.focusAfter = null;
  }

  state(code, value) {
    if (!PLACE.includes(code)) this.placeOpen = false;
    super.state(code, value);
  }

  /** A choice made by the person. By pointer, the choices fold to the chosen one; by key they stay under the focus. */
  choose(code, value) {
    this.opened.clear();
    if (this.byKey) this.opened.add(code);
    else this.show(`[data-fact="${code}"] .change`, 'nearest');
    const number = this.facts.get(code).kind === 'number' && value !== undefined;
    this.state(code, number ? Number(value) : value);
  }

  /** Unfolds the choices of a fact, or folds them. */
  unfold(code, open) {
    if (open) this.opened.add(code);
    else this.opened.delete(code);
    if (open) this.show(`[data-fact="${code}"] input:checked`);
    this.changed();
  }

  /** Opens the choice of platform and region again. */
  movePlace() {
    this.placeOpen = true;
    this.show('.place select');
    this.changed();
  }

  showMore(more) {
    this.more = more;
    this.changed();
  }

  /** What may happen next, as { code, label, set }. While nothing else is told, each stays where it first stood;
      without `set` it leads nowhere any more. */
  get moves() {
    const { status, next = [] } = this.advice;
    const open = new Map(next.map((move) => [Object.keys(move.set)[0], move]));
    const isMove = (code) => open.has(code) || this.places?.has(code);
    const others = JSON.stringify([this.lang, Object.entries(this.case).filter(([code]) => !isMove(code))]);
    if (others !== this.placedFor) this.places = new Map();
    this.placedFor = others;
    for (const [code, { label }] of open) this.places.set(code, label);
    return status === 'open' ? [] : [...this.places].map(([code, label]) => ({ code, label, set: open.get(code)?.set }));
  }

  /** Has the focus go somewhere once the page is drawn, and `block` that place come into sight. */
  show(selector, block) {
    this.focusAfter = { selector, block };
  }

  /** Whether the answer is a sheet over the facts. */
  get sheets() {
    return this.standalone && !this.wide;
  }

  /** Whether that sheet is up, so that what lies under it is out of reach. */
  get covered() {
    return this.sheets && this.sheet && !this.blank;
  }

  pull(up) {
    if (this.sheet === up) return;
    this.raise(up);
    if (!up) this.show('.grip');
    this.changed();
  }

  /** Puts the sheet up or down, with a place in the browser's history: Back puts it down, too. */
  raise(up) {
    const was = this.sheet;
    this.sheet = up;
    if (!this.sheets || up === was || up === isRaised()) return;
    if (!up) history.back();
    else {
      // Going back is no reason to scroll.
      history.scrollRestoration = 'manual';
      history.pushState({ sheet: true }, '');
    }
  }

  /** The browser has gone to another place in its history. */
  turnBack() {
    history.scrollRestoration = isRaised() ? 'manual' : 'auto';
    if (this.sheets) this.pull(isRaised());
  }

  tap() {
    // A mouse that dragged the bar clicks it, too; only one of the two may count.
    if (!this.dragged) this.pull(!this.sheet);
    this.dragged = false;
  }

  drag(from) {
    this.dragged = false;
    this.dragFrom = from;
  }

  drop(to) {
    if (Math.abs(to - this.dragFrom) < DRAGGED) return;
    this.dragged = true;
    this.pull(to < this.dragFrom);
  }

  /** Shows a question, or the steps. */
  goTo(code) {
    const inAnswer = code === 'steps';
    this.raise(inAnswer);
    if (!inAnswer && this.case[code] === undefined) this.more ||= this.questions.includes(code);
    this.show(inAnswer ? '[data-fact="steps"]' : `[data-fact="${code}"] :is(input, select, button)`, 'start');
    this.changed();
  }

  /** Leads to the field of a time. */
  enter(code) {
    if (this.questions.includes(code)) {
      this.goTo(code);
      return;
    }
    this.raise(false);
    this.detailed = true;
    // Where something is wrong with a time they stand open, and may have been folded by hand.
    this.root.querySelector('.details').open = true;
    this.show(`#field-${code}`, 'center');
    this.changed();
  }

  /** Unfolds the details, or folds them. */
  detail(open) {
    if (this.detailed === open) return;
    this.detailed = open;
    this.changed();
  }

  async copyMessage() {
    this.copy = (await copied(this.messageText, this.root)) ? 'done' : 'failed';
    this.announce(this.t(`copy.${this.copy}`));
    clearTimeout(this.copyTimer);
    this.copyTimer = setTimeout(() => {
      this.copy = null;
      this.changed();
    }, CONFIRMED);
  }

  /** Copies the case, `linked` or `texted`. */
  async copyCase(how) {
    const door = await this.reach();
    if (!door) return;
    const done = await copied(door[how](this), this.root);
    this.say(this.t(done ? `notice.${how}` : 'copy.failed'));
  }

  /** Hands a deadline over for the seller's calendar. */
  async saveDeadline(duty) {
    (await this.reach())?.saveDeadline(this, duty);
  }

  say(text) {
    this.notice = { text };
    this.changed();
  }

  /** Closes what stands over the case or beside it, since it cannot be drawn; returns whether there was anything. */
  closeParts() {
    const { view, dialog, planning } = this;
    if (!view && !dialog && !planning) return false;
    this.dialog = null;
    this.planning = false;
    if (view) this.visit(null);
    this.say(this.t('part.broken'));
    return true;
  }

  /** What is fetched on demand; null, and a notice, where it cannot be loaded. */
  async reach() {
    this.door ??= await extras().then(({ door }) => door, () => null);
    if (!this.door) this.say(this.t('extras.missing'));
    return this.door;
  }

  /** Leaves the case for a part of the policy, such as "grid" or "rules/some-rule"; null comes back. The page's
      own address says so, so that the browser's Back leads back. */
  visit(view) {
    if (this.standalone) location.hash = view ? `${POLICY}/${view}` : '';
    this.look(view);
  }

  async look(view) {
    if (this.view === view) return;
    const begun = Boolean(this.view);
    this.view = view;
    // Back from a rule leads to the sheet that led there.
    this.sheet = !view && this.sheet;
    this.changed();
    if (!view) return;
    if (!(await this.reach())) this.view = null;
    else if (!begun || view.includes('/')) this.show('.policy :is(h3, h2)[tabindex]', 'start');
    this.changed();
  }

  /** A file of a seller's own rules, dropped on the page. */
  async receive(file) {
    this.visit('own');
    const door = await this.reach();
    door?.policyOf(this).own.read(file);
  }

  /** Opens what checks a seller's own plan, or closes it. */
  async plan(open) {
    if (open && !(await this.reach())) return;
    this.planning = open;
    this.show(open ? '.plan h3' : '.plan button', 'nearest');
    this.changed();
  }

  /** Opens a dialog by its name; null when it was closed. */
  async openDialog(name) {
    if (name && !(await this.reach())) return;
    this.dialog = name;
    this.unpastable = false;
    this.wiping = false;
    this.changed();
    // Drawn by then.
    if (name) queueMicrotask(() => this.root.querySelector('dialog').showModal());
  }

  /** Shows what goes before everything is deleted. */
  considerWiping() {
    this.wiping = true;
    this.show('dialog .actions button');
    this.changed();
  }

  /** What was pasted holds no case. */
  refusePasted() {
    this.unpastable = true;
    this.changed();
  }

  /** Has a text read out. */
  announce(text) {
    this.announced = text;
    this.changed();
  }

  /** A new version of the page waits; it takes over when the person says so. */
  offer(accept) {
    this.accept = accept;
    this.changed();
  }

  postpone() {
    this.accept = null;
    this.changed();
  }

  dismiss() {
    this.notice = null;
    this.changed();
  }

  dismissStorage() {
    this.storageSeen = true;
    this.changed();
  }

  connected(online) {
    this.online = online;
    this.changed();
  }
}

/** The place in the browser's history is that of the sheet. */
function isRaised() {
  return Boolean(history.state?.sheet);
}
