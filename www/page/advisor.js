// The element <aftersales-advisor>. It shows what the page's state holds and writes only what differs.
//
// standalone   the element is the whole page: it may set the document's language, keep the page offline, use the sheet
// now          an instant to answer for, for tests and pictures; without it the device's clock

import { answerView } from './answer-view.js';
import { patch, h } from './dom.js';
import { factsView } from './facts-view.js';
import { headerView, noticesView } from './header-view.js';
import { linkedCase } from './link.js';
import { keepOffline } from './offline.js';
import { Page } from './page.js';
import { printedFactsView, settingsView } from './settings-view.js';
import { answerStyle } from './style-answer.js';
import { baseStyle } from './style-base.js';
import { factsStyle } from './style-facts.js';
import { sheetStyle } from './style-sheet.js';

/** From this width on, facts and answer stand side by side. */
const WIDE = 900;
/** How long a headline must stand before it is read out. */
const SETTLED = 700;
const MINUTE = 60_000;

/** Makes the element known to the document. */
export function defineAdvisor() {
  customElements.define('aftersales-advisor', AdvisorElement);
}

export class AdvisorElement extends HTMLElement {
  #page;
  #root;
  #leaving;
  #pending = false;

  connectedCallback() {
    this.#root ??= this.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = [baseStyle, factsStyle, answerStyle, sheetStyle].map(sheetOf);
    this.#page ??= this.#begin();
    this.#listen();
    this.#render();
    if (this.standalone) keepOffline({ offer: (accept) => this.#page.offer(accept) });
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  get standalone() {
    return this.hasAttribute('standalone');
  }

  /** The case as told so far; may be set. */
  get case() {
    return this.#page.case;
  }

  set case(told) {
    this.#page.open(told);
  }

  /** The answer shown. */
  get advice() {
    return this.#page.advice;
  }

  /** A seller's own settings and pack, laid over the shipped policy. */
  set shop(shop) {
    this.#page.adopt(shop);
  }

  #begin() {
    const page = new Page({
      root: this.#root,
      standalone: this.standalone,
      now: () => this.getAttribute('now') ?? new Date().toISOString(),
      changed: () => this.#schedule(),
    });
    page.answer();
    const linked = this.standalone && linkedCase();
    if (linked) page.open(linked);
    return page;
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
    for (const kind of ['online', 'offline']) {
      addEventListener(kind, () => page.connected(navigator.onLine), { signal });
    }
    addEventListener('beforeprint', () => this.#unfold(true), { signal });
    addEventListener('afterprint', () => this.#unfold(false), { signal });
    if (this.standalone) {
      addEventListener('hashchange', () => {
        const linked = linkedCase();
        if (linked) page.open(linked);
      }, { signal });
    }
    const sizes = new ResizeObserver(() => this.#fit());
    sizes.observe(this);
    const ticking = setInterval(() => page.refresh(), MINUTE);
    signal.addEventListener('abort', () => {
      sizes.disconnect();
      clearInterval(ticking);
    });
  }

  #schedule() {
    if (this.#pending) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      this.#render();
    });
  }

  #fit() {
    const wide = this.clientWidth >= WIDE;
    if (wide === this.#page.wide) return;
    this.#page.wide = wide;
    this.#schedule();
  }

  #render() {
    const page = this.#page;
    page.wide ??= this.clientWidth >= WIDE;
    page.answer();
    const focused = this.#root.activeElement;
    const classes = ['page', page.wide && 'wide', page.sheets && 'sheets'].filter(Boolean).join(' ');
    patch(this.#root, [h('div', { class: classes, key: 'page', lang: page.lang },
      headerView(page),
      noticesView(page),
      printedFactsView(page),
      h(this.standalone ? 'main' : 'div', { class: 'columns' }, factsView(page), answerView(page)),
      settingsView(page),
      h('p', { class: 'aside', 'aria-live': 'polite', key: 'live' }, page.announced))]);
    if (this.standalone) this.#ownDocument();
    this.#settleFocus(focused);
    this.#announce();
  }

  #ownDocument() {
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

  /** Reads the headline out once it has stood for a moment, and tells the host page. */
  #announce() {
    const page = this.#page;
    if (page.untold || page.headline === page.announcing) return;
    page.announcing = page.headline;
    this.dispatchEvent(new CustomEvent('advice', { bubbles: true, composed: true, detail: page.advice }));
    setTimeout(() => page.announce(page.announcing), SETTLED);
  }

  /** Paper cannot be unfolded. */
  #unfold(all) {
    for (const fold of this.#root.querySelectorAll('.answer details')) {
      if (all) fold.toggleAttribute('data-was-open', fold.open);
      fold.open = all || fold.hasAttribute('data-was-open');
    }
  }
}

const sheets = new Map();

/** A style sheet, made once for all elements. */
function sheetOf(text) {
  if (!sheets.has(text)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheets.get(text);
}
