// The advisor in an element: draws the state of the page and connects it to the element and the document.

import { attributesOf, caseOf, placeOf } from './attributes.js';
import { answerView } from '../answer/answer-view.js';
import { patch, h } from '../dom/dom.js';
import { factsView, printedFactsView } from '../case/facts-view.js';
import { headerView, noticesView } from '../frame/header-view.js';
import { CASES_VIEW, takeCaseFromAddress, viewInAddress } from '../state/link.js';
import { keepOffline } from '../offline.js';
import { languageTable } from '../language-table.js';
import { Page } from '../state/page.js';
import { darkSheet, sheetsFor } from './sheets.js';
import { style as answerStyle } from '../style/answer.css.js';
import { style as baseStyle } from '../style/base.css.js';
import { style as darkStyle } from '../style/dark.css.js';
import { style as factsStyle } from '../style/facts.css.js';
import { style as sheetStyle } from '../style/sheet.css.js';

const STYLES = [baseStyle, factsStyle, answerStyle, sheetStyle];

/** Pixels from which facts and answer are side by side, and those of a window too low for one above the other: a phone
    lying down, or a page at 200 % zoom. */
const WIDE = 900;
const WIDE_IF_LOW = 600;
const LOW = 500;
/** Pixels from which the list of cases has room beside the case. */
const ROOMY = 1200;
/** Keys that do something outside of fields; what they do is in the extras. */
const SHORTCUT = /^[1-9cln/?]$/i;
/** Milliseconds that a headline must stay before a screen reader reads it. */
const ANNOUNCE_DELAY = 700;
const MINUTE = 60_000;

/** Parses the style sheets of a standalone page while the wasm is loading. */
export function parseStyles(element) {
  if (element.hasAttribute('standalone')) styleSheets(element, STYLES);
}

/** The style sheets of an advisor, followed by the dark theme. */
function styleSheets(element, styles, root) {
  const sheets = sheetsFor(root, styles, element.hasAttribute('standalone'));
  return [...sheets, darkSheet(darkStyle, element.getAttribute('theme'))];
}

export class Advisor {
  #element;
  #root;
  #page;
  #listeners;
  #styled;
  #pending = false;
  #over = false;
  #decision = null;
  #embedded;
  #announcing;
  #reportHeight = () => {};
  #failed;

  /** `start` is the initial state from `prepare`, with the properties set on the element since. `failed` is called with
      an error that makes drawing impossible. */
  constructor(element, start) {
    this.#element = element;
    this.#embedded = start.embedded;
    this.#failed = start.failed;
    // An earlier advisor may have failed and left a shadow root.
    this.#root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const page = new Page({
      root: this.#root,
      standalone: this.#standalone,
      ownDocument: this.#ownDocument,
      start: { ...start, case: this.#withPlace(start.case) },
      now: () => element.getAttribute('now') ?? new Date().toISOString(),
      changed: () => this.#schedule(),
    });
    this.#page = page;
    // Notices need the texts.
    page.updateAnswer();
    if (start.shop) page.setHostShop(start.shop);
    // The attributes may have changed while the words were loading.
    page.applyAttributes(attributesOf(element));
    if (start.damaged) page.notify(page.t('notice.damaged'));
    if (start.deleted) page.notify(page.t('notice.forgotten'));
    this.#openAddress();
    page.updateAnswer();
  }

  /** The element was connected to the document. */
  connected() {
    const page = this.#page;
    page.wide ??= this.#wide;
    const first = this.#first;
    this.#render(first);
    if (this.#over) return;
    this.#listen();
    let started = false;
    const rest = () => {
      if (started) return;
      started = true;
      if (first) this.#render();
      setTimeout(() => this.#settle());
    };
    // After the frame that shows the answer, or after a delay, since a tab in the background draws no frame.
    requestAnimationFrame(() => setTimeout(rest));
    setTimeout(rest, ANNOUNCE_DELAY);
  }

  /** The part to draw first: the facts if nothing is stated, the answer if it does not move when the facts are drawn,
      or neither. */
  get #first() {
    const page = this.#page;
    if (page.view) return undefined;
    if (page.unstated) return 'facts';
    return !page.blank && (page.wide || page.hasSheet) ? 'answer' : undefined;
  }

  /** Starts what waits for the first answer to be drawn. */
  #settle() {
    if (this.#page.settled) return;
    this.#page.settle();
    // The first answer will need these words.
    this.#page.loadAnswerWords();
    this.#page.applyLatePack();
    if (this.#standalone) keepOffline({ offer: (accept) => this.#page.offerUpdate(accept) });
  }

  /** The element was disconnected from the document. */
  disconnected() {
    this.#listeners?.abort();
  }

  /** The host changed an attribute of the element. */
  attributeChanged(name) {
    const page = this.#page;
    if (name === 'case') this.case = caseOf(this.#element);
    else if (name === 'platform' || name === 'region') page.setHostFacts(placeOf(this.#element));
    else if (name === 'now') page.refresh();
    else if (name === 'theme') this.#applyStyles();
    else if (name === 'lang') page.applyAttributes({ lang: attributesOf(this.#element).lang });
    else page.applyAttributes({ message_lang: attributesOf(this.#element).message_lang });
  }

  get case() {
    return this.#page.case;
  }

  set case(facts) {
    this.#page.openCase(this.#withPlace(facts));
  }

  get advice() {
    return this.#page.advice;
  }

  set shop(shop) {
    this.#page.setHostShop(shop);
  }

  get #standalone() {
    return this.#element.hasAttribute('standalone');
  }

  get #ownDocument() {
    return this.#standalone || this.#element.hasAttribute('framed');
  }

  /** A case, with the place from the attributes where it has none itself. */
  #withPlace(facts) {
    const object = typeof (facts ?? {}) === 'object' && !Array.isArray(facts);
    return object ? { ...placeOf(this.#element), ...facts } : facts;
  }

  /** Opens the case and the view in the document's address. */
  #openAddress() {
    const page = this.#page;
    const linked = this.#ownDocument ? takeCaseFromAddress() : undefined;
    if (linked) page.openCase(this.#withPlace(linked), 'notice.followed');
    if (linked === null) page.notify(page.t('notice.unreadable'));
    if (this.#standalone) page.showView(viewInAddress());
  }

  #listen() {
    const page = this.#page;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.#root.addEventListener('pointerdown', () => { page.byKey = false; }, { signal, capture: true });
    this.#root.addEventListener('keydown', (event) => {
      page.byKey = true;
      if (event.key === 'Escape') page.setSheet(false);
    }, { signal, capture: true });
    (this.#standalone ? document : this.#root).addEventListener('keydown', (event) => this.#pressKey(event), { signal });
    if (this.#standalone) addEventListener('popstate', () => page.historyChanged(), { signal });
    for (const kind of ['online', 'offline']) {
      addEventListener(kind, () => page.setOnline(navigator.onLine), { signal });
    }
    addEventListener('beforeprint', () => this.#setPrinting(true), { signal });
    addEventListener('afterprint', () => this.#setPrinting(false), { signal });
    addEventListener('storage', ({ key, storageArea }) => storageArea === localStorage && page.storageChanged(key), { signal });
    if (this.#ownDocument) addEventListener('hashchange', () => this.#openAddress(), { signal });
    else this.#stopKeys(signal);
    if (this.#element.hasAttribute('framed')) this.#reportHeight = this.#embedded.reportHeight(signal);
    this.#root.addEventListener('dragover', (event) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    }, { signal });
    this.#root.addEventListener('drop', (event) => {
      const [file] = event.dataTransfer.files;
      if (!file) return;
      event.preventDefault();
      page.dropFile(file);
    }, { signal });
    // In the next frame, since a change of size within the observer is an error of the host's page.
    const sizes = new ResizeObserver(() => requestAnimationFrame(() => this.#updateWidth()));
    sizes.observe(this.#root.querySelector('.page'));
    addEventListener('resize', () => this.#updateWidth(), { signal });
    const clock = setInterval(() => page.refresh(), MINUTE);
    signal.addEventListener('abort', () => {
      sizes.disconnect();
      clearInterval(clock);
    });
  }

  /** Handles a shortcut, but not what is typed into a field. */
  #pressKey(event) {
    const page = this.#page;
    const { key, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing || page.dialog || page.view || !SHORTCUT.test(key)) return;
    if (event.composedPath()[0].matches?.('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]')) return;
    // Browsers may search with it.
    if (key === '/') event.preventDefault();
    page.loadExtras().then((extras) => extras?.pressKey(page, key.toLowerCase()));
  }

  /** Stops keys typed into a field, which the host would take for its shortcuts. */
  #stopKeys(signal) {
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

  /** Draws the page. An error closes the open part if there is one, and otherwise ends the advisor. */
  #render(first) {
    if (this.#over) return;
    try {
      this.#draw(first);
    } catch (failure) {
      if (this.#page.closeParts()) {
        console.error(failure);
        return;
      }
      this.disconnected();
      this.#over = true;
      this.#failed(failure);
    }
  }

  #updateWidth() {
    const wide = this.#wide;
    const roomy = innerWidth >= ROOMY;
    if (wide === this.#page.wide && roomy === this.#page.roomy) return;
    Object.assign(this.#page, { wide, roomy });
    this.#schedule();
  }

  get #wide() {
    // The page's own width has no scroll bar in it, so that the layout that needs none does not depend on it.
    if (this.#standalone) return innerWidth >= (innerHeight < LOW ? WIDE_IF_LOW : WIDE);
    // Not the width of the element, which the host may have made an inline element.
    return (this.#root.querySelector('.page') ?? this.#element).offsetWidth >= WIDE;
  }

  #draw(first) {
    this.#pending = false;
    const page = this.#page;
    this.#applyStyles();
    page.wide ??= this.#wide;
    page.roomy ??= innerWidth >= ROOMY;
    page.updateAnswer();
    if (first !== 'answer') page.updateForm();
    const focused = this.#root.activeElement;
    const { dir, script } = languageTable[page.lang];
    const classes = ['page', page.wide && 'wide', page.hasSheet && 'sheets'].filter(Boolean).join(' ');
    patch(this.#root, [h('div', { class: classes, key: 'page', part: 'page', lang: page.lang, dir, 'data-script': script },
      headerView(page),
      noticesView(page),
      h(this.#ownDocument ? 'main' : 'div', { class: page.view ? 'visited' : page.desk?.isListed ? 'columns listed' : 'columns', key: 'main' },
        page.view ? this.#view()
          : [page.desk?.isListed && page.deskParts.deskView(page), first !== 'answer' && [printedFactsView(page), factsView(page, first)], first !== 'facts' && answerView(page, first)]),
      page.dialog && page.extras.dialogs[page.dialog](page),
      h('p', { class: 'aside', 'aria-live': 'polite', key: 'live' }, page.announced))]);
    if (this.#ownDocument) this.#nameDocument();
    this.#restoreFocus(focused);
    this.#announce();
    this.#dispatchDecision();
    this.#reportHeight();
  }

  /** The view in place of the case. */
  #view() {
    const page = this.#page;
    return page.view === CASES_VIEW ? page.desk && page.deskParts.deskView(page) : page.extras?.policyView(page);
  }

  #applyStyles() {
    const { extras, deskParts, many } = this.#page;
    const loaded = [this.#embedded, extras, deskParts, many].map((part) => part?.style).filter(Boolean);
    const styled = `${this.#element.getAttribute('theme')} ${loaded.length}`;
    if (styled === this.#styled) return;
    this.#styled = styled;
    this.#root.adoptedStyleSheets = styleSheets(this.#element, [...STYLES, ...loaded], this.#root);
  }

  #nameDocument() {
    const root = document.documentElement;
    const { lang } = this.#page;
    Object.assign(root, { lang, dir: languageTable[lang].dir });
    const { due } = this.#page.desk?.counts ?? {};
    const title = (due ? `(${due}) ` : '') + this.#page.t('title');
    if (document.title !== title) document.title = title;
  }

  /** Moves the focus to its target, or back to the element that had it before drawing. */
  #restoreFocus(focused) {
    const page = this.#page;
    const { selector, block } = page.focusTarget ?? {};
    const target = selector && this.#root.querySelector(selector);
    // The target may be in the answer, whose words are still being loaded.
    if (target || !page.blank) page.focusTarget = null;
    if (target) {
      target.focus({ preventScroll: true });
      if (block) (target.closest('fieldset') ?? target).scrollIntoView({ block });
    } else if (focused?.isConnected && this.#root.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
    // Once the sheet is there, which may cover the next question.
    if (page.seeking && page.hasSheet && this.#root.querySelector('.answer')) {
      page.seeking = false;
      this.#root.querySelector(`[data-fact="${page.current}"]`)?.scrollIntoView({ block: 'nearest' });
    }
  }

  /** Has a screen reader read a changed headline after a delay. */
  #announce() {
    const page = this.#page;
    if (page.blank || page.headline === this.#announcing) return;
    this.#announcing = page.headline;
    setTimeout(() => page.announce(this.#announcing), ANNOUNCE_DELAY);
  }

  /** Dispatches a `decision` event for each changed answer. An empty case counts as one answer. */
  #dispatchDecision() {
    const page = this.#page;
    // A host gets no answer that is without the shop's rules or its own words only because they are not there yet.
    if (page.checking || (page.blank && !page.unstated)) return;
    const decision = page.blank ? null : JSON.stringify(page.advice);
    if (decision === this.#decision) return;
    this.#decision = decision;
    this.#element.dispatchEvent(new CustomEvent('decision', { bubbles: true, composed: true, detail: page.advice }));
  }

  /** Unfolds all parts of the answer for print, and restores them afterwards. */
  #setPrinting(printing) {
    this.#page.printing = printing;
    this.#settle();
    this.#render();
    for (const fold of this.#root.querySelectorAll('.answer details')) {
      if (printing) fold.toggleAttribute('data-was-open', fold.open);
      fold.open = printing || fold.hasAttribute('data-was-open');
    }
  }
}
