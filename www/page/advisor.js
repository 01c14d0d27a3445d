// An advisor in an element: shows what the page's state holds and writes only what differs.

import { answerView } from './answer-view.js';
import { patch, h } from './dom.js';
import { factsView, printedFactsView } from './facts-view.js';
import { headerView, noticesView } from './header-view.js';
import { addressedView, linkedCase } from './link.js';
import { keepOffline } from './offline.js';
import { Page } from './page.js';
import { nightSheet, sheetsFor } from './sheets.js';
import { answerStyle } from './style-answer.js';
import { baseStyle } from './style-base.js';
import { darkStyle } from './style-dark.js';
import { factsStyle } from './style-facts.js';
import { sheetStyle } from './style-sheet.js';
import { caseOf, placeOf, wishesOf } from './wishes.js';

const STYLES = [baseStyle, factsStyle, answerStyle, sheetStyle];

/** From this width on, facts and answer stand side by side. */
const WIDE = 900;
/** How long a headline must stand before it is read out. */
const SETTLED = 700;
const MINUTE = 60_000;

/** Has the style sheets of the whole page read while its wasm is on the way. */
export function readStyles(element) {
  if (element.hasAttribute('standalone')) dress(element, STYLES);
}

/** The style sheets for an advisor in an element, and over them the one of the night. */
function dress(element, styles, root) {
  const sheets = sheetsFor(root, styles, element.hasAttribute('standalone'));
  return [...sheets, nightSheet(darkStyle, element.getAttribute('theme'))];
}

export class Advisor {
  #element;
  #root;
  #page;
  #leaving;
  #dressed;
  #pending = false;
  #over = false;
  #decision = null;
  #embedded;
  #grown = () => {};
  #failed;

  /** `start` is what `prepare` resolved to, with what was set on the element meanwhile; `failed` is called with the
      mistake that keeps this from showing anything. */
  constructor(element, start) {
    this.#element = element;
    this.#embedded = start.embedded;
    this.#failed = start.failed;
    // One before may have failed.
    this.#root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const page = new Page({
      root: this.#root,
      standalone: this.#standalone,
      ownDocument: this.#ownDocument,
      start: { ...start, case: this.#placed(start.case) },
      now: () => element.getAttribute('now') ?? new Date().toISOString(),
      changed: () => this.#schedule(),
    });
    this.#page = page;
    // Before anything has something to say.
    page.decide();
    if (start.shop) page.adopt(start.shop);
    // The words that were brought are those wished for at the beginning.
    page.heed(wishesOf(element));
    if (start.damaged) page.say(page.t('notice.damaged'));
    if (start.deleted) page.say(page.t('notice.forgotten'));
    this.#follow();
    page.decide();
  }

  /** The element is in the document. */
  arrive() {
    const page = this.#page;
    page.wide ??= this.#wide;
    const first = this.#first;
    this.#render(first);
    if (this.#over) return;
    this.#listen();
    let begun = false;
    const rest = () => {
      if (begun) return;
      begun = true;
      if (first) this.#render();
      setTimeout(() => this.#settle());
    };
    // After the frame that shows the answer. A tab in the background draws none.
    requestAnimationFrame(() => setTimeout(rest));
    setTimeout(rest, SETTLED);
  }

  /** What comes first: the answer where it has a place of its own, what to tell where nothing is told yet, or, where
      the one would move the other, neither. */
  get #first() {
    const page = this.#page;
    if (page.view) return undefined;
    if (page.untold) return 'facts';
    return !page.blank && (page.wide || page.sheets) ? 'answer' : undefined;
  }

  /** What can wait until the first answer is drawn. */
  #settle() {
    if (this.#page.settled) return;
    this.#page.settle();
    // Before something is told that has an answer.
    this.#page.listen();
    this.#page.settleRules();
    if (this.#standalone) keepOffline({ offer: (accept) => this.#page.offer(accept) });
  }

  /** The element has left it. */
  leave() {
    this.#leaving?.abort();
  }

  /** The page around has changed an attribute. */
  told(name) {
    const page = this.#page;
    if (name === 'case') this.case = caseOf(this.#element);
    else if (name === 'platform' || name === 'region') page.putStated(placeOf(this.#element));
    else if (name === 'now') page.refresh();
    else if (name === 'theme') this.#dress();
    else if (name === 'lang') page.heed({ lang: wishesOf(this.#element).lang });
    else page.heed({ message_lang: wishesOf(this.#element).message_lang });
  }

  get case() {
    return this.#page.case;
  }

  set case(told) {
    this.#page.open(this.#placed(told));
  }

  get advice() {
    return this.#page.advice;
  }

  set shop(shop) {
    this.#page.adopt(shop);
  }

  get #standalone() {
    return this.#element.hasAttribute('standalone');
  }

  get #ownDocument() {
    return this.#standalone || this.#element.hasAttribute('framed');
  }

  /** A case with the place that the page around states, where the case itself states none. */
  #placed(told) {
    const object = typeof (told ?? {}) === 'object' && !Array.isArray(told);
    return object ? { ...placeOf(this.#element), ...told } : told;
  }

  /** Goes where the document's own address leads. */
  #follow() {
    const page = this.#page;
    const linked = this.#ownDocument ? linkedCase() : undefined;
    if (linked) page.open(this.#placed(linked), 'notice.followed');
    if (linked === null) page.say(page.t('notice.unreadable'));
    if (this.#standalone) page.look(addressedView());
  }

  #listen() {
    const page = this.#page;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.#root.addEventListener('pointerdown', () => { page.byKey = false; }, { signal, capture: true });
    this.#root.addEventListener('keydown', (event) => {
      page.byKey = true;
      if (event.key === 'Escape') page.pull(false);
    }, { signal, capture: true });
    if (this.#standalone) addEventListener('popstate', () => page.turnBack(), { signal });
    for (const kind of ['online', 'offline']) {
      addEventListener(kind, () => page.connected(navigator.onLine), { signal });
    }
    addEventListener('beforeprint', () => this.#unfold(true), { signal });
    addEventListener('afterprint', () => this.#unfold(false), { signal });
    addEventListener('storage', ({ key, storageArea }) => storageArea === localStorage && page.hear(key), { signal });
    if (this.#ownDocument) addEventListener('hashchange', () => this.#follow(), { signal });
    else this.#keepKeys(signal);
    if (this.#element.hasAttribute('framed')) this.#grown = this.#embedded.reportHeight(signal);
    this.#root.addEventListener('dragover', (event) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    }, { signal });
    this.#root.addEventListener('drop', (event) => {
      const [file] = event.dataTransfer.files;
      if (!file) return;
      event.preventDefault();
      page.receive(file);
    }, { signal });
    const sizes = new ResizeObserver(() => this.#fit());
    sizes.observe(this.#root.querySelector('.page'));
    const ticking = setInterval(() => page.refresh(), MINUTE);
    signal.addEventListener('abort', () => {
      sizes.disconnect();
      clearInterval(ticking);
    });
  }

  /** What is typed into a field is no shortcut of the page around, which sees only the element. */
  #keepKeys(signal) {
    for (const kind of ['keydown', 'keypress', 'keyup']) {
      this.#root.addEventListener(kind, (event) => {
        if (event.target.matches('input, select, textarea')) event.stopPropagation();
      }, { signal });
    }
  }

  #schedule() {
    if (this.#pending) return;
    this.#pending = true;
    queueMicrotask(() => {
      if (this.#pending) this.#render();
    });
  }

  /** Draws the page; a mistake in a part of it closes that part, any other ends all. */
  #render(first) {
    if (this.#over) return;
    try {
      this.#draw(first);
    } catch (failure) {
      if (this.#page.closeParts()) {
        console.error(failure);
        return;
      }
      this.leave();
      this.#over = true;
      this.#failed(failure);
    }
  }

  #fit() {
    const wide = this.#wide;
    if (wide === this.#page.wide) return;
    this.#page.wide = wide;
    this.#schedule();
  }

  get #wide() {
    // Not the element's own width: the page around may have made it anything but a block.
    return (this.#root.querySelector('.page') ?? this.#element).offsetWidth >= WIDE;
  }

  #draw(first) {
    this.#pending = false;
    const page = this.#page;
    this.#dress();
    page.wide ??= this.#wide;
    page.decide();
    if (first !== 'answer') page.ask();
    const focused = this.#root.activeElement;
    const classes = ['page', page.wide && 'wide', page.sheets && 'sheets'].filter(Boolean).join(' ');
    patch(this.#root, [h('div', { class: classes, key: 'page', part: 'page', lang: page.lang, dir: page.t('language.direction') },
      headerView(page),
      noticesView(page),
      h(this.#ownDocument ? 'main' : 'div', { class: page.view ? 'visited' : 'columns', key: 'main' },
        page.view ? page.door?.policyView(page)
          : [first !== 'answer' && [printedFactsView(page), factsView(page, first)], first !== 'facts' && answerView(page, first)]),
      page.dialog && page.door.dialogs[page.dialog](page),
      h('p', { class: 'aside', 'aria-live': 'polite', key: 'live' }, page.announced))]);
    if (this.#ownDocument) this.#nameDocument();
    this.#settleFocus(focused);
    this.#announce();
    this.#tell();
    this.#grown();
  }

  #dress() {
    const fetched = [this.#embedded?.style, this.#page.door?.style].filter(Boolean);
    const dressed = `${this.#element.getAttribute('theme')} ${fetched.length}`;
    if (dressed === this.#dressed) return;
    this.#dressed = dressed;
    this.#root.adoptedStyleSheets = dress(this.#element, [...STYLES, ...fetched], this.#root);
  }

  #nameDocument() {
    const root = document.documentElement;
    if (root.lang !== this.#page.lang) root.lang = this.#page.lang;
    const title = this.#page.t('title');
    if (document.title !== title) document.title = title;
  }

  #settleFocus(focused) {
    const page = this.#page;
    const { selector, block } = page.focusAfter ?? {};
    page.focusAfter = null;
    const wanted = selector && this.#root.querySelector(selector);
    if (wanted) {
      wanted.focus({ preventScroll: true });
      if (block) (wanted.closest('fieldset') ?? wanted).scrollIntoView({ block });
    } else if (focused?.isConnected && this.#root.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
  }

  /** Reads the headline out once it has stood for a moment. */
  #announce() {
    const page = this.#page;
    if (page.blank || page.headline === page.announcing) return;
    page.announcing = page.headline;
    setTimeout(() => page.announce(page.announcing), SETTLED);
  }

  /** Tells the page around each answer that differs from the one before; of an empty case only when it was not. */
  #tell() {
    const page = this.#page;
    const decision = page.blank ? null : JSON.stringify(page.advice);
    if (decision === this.#decision) return;
    this.#decision = decision;
    this.#element.dispatchEvent(new CustomEvent('decision', { bubbles: true, composed: true, detail: page.advice }));
  }

  /** Paper cannot be unfolded. */
  #unfold(all) {
    this.#page.printing = all;
    this.#settle();
    this.#render();
    for (const fold of this.#root.querySelectorAll('.answer details')) {
      if (all) fold.toggleAttribute('data-was-open', fold.open);
      fold.open = all || fold.hasAttribute('data-was-open');
    }
  }
}
