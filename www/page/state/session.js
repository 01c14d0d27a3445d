// What the page shows of one order: the order, the shop, the languages, and what the library answers. After each change the
// library returns the form and the answer; this module decides nothing about a case.

import { carried } from './draft.js';
import { engine } from '../library/engine.js';
import { Languages } from './languages.js';
import { loadWholeLibrary } from '../library/loading.js';
import { orderedQuestions } from './question-order.js';
import { Order, PLACE, pick } from './order.js';
import { Shop, packWithRules } from './shop.js';
import { deleteStored } from './storage.js';
import { isObject } from './stored.js';
import { TypedAmounts, plainAmount } from './typed-amounts.js';
import { localOf } from '../dom/words.js';

/** The example case. */
const EXAMPLE = {
  platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed',
};

/** Facts with a fixed place on the page. All others are questions. */
const FIXED_FACTS = [...PLACE, 'order_state', 'complaint'];

export class Session {
  #amounts;
  #stale;
  #formStale;
  #advice;
  #failedFor;
  #refresh = () => this.refresh();

  /** The messages copied before the desk was there, each as in `Page.letter`. */
  unrecorded = [];

  /** `start` is the initial state from `prepare`, `now()` returns the instant to answer for, and `changed()` is called
      after every change. */
  constructor({ start, now, changed }) {
    this.now = now;
    this.changed = changed;
    this.languages = new Languages(start);
    this.shop = new Shop();
    this.shop.apply(start);
    this.storage = start.storage;
    this.isFirstVisit = start.of === undefined;
    this.facts = new Map();
    this.persists = this.storage !== undefined;
    this.reset();
    this.order = Order.restored(start.resumed ? { ...start, of: undefined } : start);
    if (!start.resumed) this.order.markOpened();
    this.storage?.setKnown(this.#shopState);
  }

  get case() {
    return this.order.case;
  }

  get lang() {
    return this.languages.lang;
  }

  /** Resets what is about the previous order. */
  reset() {
    this.questions = [];
    this.refused = null;
    this.shop.reorder();
    this.#amounts = new TypedAmounts(engine.read_amount);
    this.#stale = true;
  }

  /** A text of the page in the reader's language. */
  t(key, slots) {
    return this.languages.t(key, slots);
  }

  /** Brings texts, answer and form up to date. */
  #update() {
    this.updateAnswer();
    this.updateForm();
  }

  /** Brings the texts and the answer up to date. */
  updateAnswer() {
    this.languages.update();
    if (!this.#stale) return;
    this.#stale = false;
    this.#formStale = true;
    this.#advice = null;
    this.overdue = engine.overdue(this.options);
    if (!this.blank) {
      this.#updateDraft();
      this.languages.completeLater();
    } else if (!this.unstated && this.#failedFor !== JSON.stringify(this.case)) this.loadAnswerWords();
  }

  /** The answer, computed on first use: an unstated case takes longest and shows nothing. */
  get advice() {
    this.#advice ??= engine.advise(this.order.unreadable ?? this.case, this.options);
    return this.#advice;
  }

  /** Brings the form and the order of the questions up to date. */
  updateForm() {
    if (!this.#formStale) return;
    this.#formStale = false;
    const { facts } = engine.form(this.lang, this.case);
    this.facts = new Map(facts.map((fact) => [fact.code, fact]));
    this.questions = this.unstated ? [] : orderedQuestions(this.questions, this.#answeredQuestions, this.#factsToAsk);
  }

  /** Facts worth asking for, the one that settles most first. */
  get #factsToAsk() {
    return this.advice.ask.map((question) => question.fact).filter((code) => this.#isQuestion(code));
  }

  /** The options of an answer. */
  get options() {
    const { lang, message_lang } = this.languages;
    const { names, style, goodwill } = this.order;
    const { host, pack, settings } = this.shop;
    const now = this.now();
    const inForce = pack && engine.isInForce(pack, now, this.#refresh) ? pack : undefined;
    return { now, lang, message_lang, names, ...style, goodwill, shop: { ...host, settings, pack: inForce } };
  }

  /** Whether the pack is still being checked, so that the answer is without it. */
  get checking() {
    return Boolean(this.shop.pack) && engine.isComplete() && !this.options.shop.pack;
  }

  /** Identifies the subject of the message: the case, the language, the channel and the tone, without names and dates. */
  get #messageSubject() {
    const { lang, channel, tone } = this.advice.message;
    return JSON.stringify([this.case, lang, channel, tone]);
  }

  /** Carries the person's edits over to the new message, or sets them aside. */
  #updateDraft() {
    const { order } = this;
    if (!order.draft) return;
    const { draft, lost } = carried(order.draft, this.advice.message.text, this.#messageSubject);
    order.draft = draft;
    order.lost = lost ?? order.lost;
  }

  /** Problems in what is stated, once the words for them are loaded. */
  get problems() {
    return this.#pristine || !this.#areWordsReady ? [] : this.advice.problems;
  }

  /** Whether neither the person nor the host has stated anything. */
  get #pristine() {
    const { shop, order } = this;
    const stated = Object.keys({ ...order.case, ...order.names });
    return !shop.own && !shop.host && order.unreadable === undefined && stated.length === 0;
  }

  /** The problems of one field: a fact's code, or "names/buyer". */
  problemsAt(path) {
    return this.problems.filter((problem) => problem.path === `/${path}` || problem.path.startsWith(`/${path}/`));
  }

  /** A value as text: the label of a choice, a number as it is. */
  labelOf(code, value) {
    const label = this.#choice(code, value)?.label;
    if (label) return label;
    const { kind, values } = this.facts.get(code) ?? {};
    if (kind === 'time') return localOf(value) || String(value);
    const currency = kind === 'money' && values.find(({ code }) => code === value?.currency);
    if (currency && Number.isInteger(value.minor)) return `${plainAmount(value.minor, currency.digits)} ${currency.code}`;
    return isObject(value) ? JSON.stringify(value) : String(value);
  }

  /** The stated facts with their labels. */
  get statedFacts() {
    const codes = Object.keys(this.case).filter((code) => this.facts.has(code));
    return codes.map((code) => ({ code, label: this.facts.get(code).label, value: this.labelOf(code, this.case[code]) }));
  }

  /** What words are in use, as the engine loads them. The whole library needs all to list rules. */
  get #wordsInUse() {
    if (engine.isComplete()) return null;
    return this.unstated ? undefined : this.case;
  }

  /** Whether there is no answer to show: nothing is stated, or the words of answers are not loaded. */
  get blank() {
    return this.unstated || !this.#areWordsReady;
  }

  get #areWordsReady() {
    return this.languages.areReady(this.case);
  }

  /** Loads the words of the answer. */
  async loadAnswerWords() {
    const asked = this.case;
    const failed = await this.languages.loadAnswerWords(asked);
    if (failed === undefined) return;
    // Not requested again until the case changes or the person retries.
    this.#failedFor = failed ? JSON.stringify(asked) : undefined;
    if (failed && !this.unstated && asked === this.case) this.#languageMissing(failed, () => this.#retryAnswerWords());
    if (!this.#pristine) this.refresh();
    // The whole library needs these words, too.
    if (!failed) this.applyLatePack();
  }

  #retryAnswerWords() {
    this.notice = null;
    this.#failedFor = undefined;
    this.refresh();
  }

  /** Reports that a language could not be loaded. `again` retries. */
  #languageMissing(lang, again) {
    const text = this.t('language.missing', { language: this.languages.nameOf(lang) });
    this.notice = { text, failed: true, again };
  }

  /** Whether neither the state of the order nor the complaint is stated. */
  get unstated() {
    return this.order.unstated;
  }

  /** Stated facts that are shown among the questions. */
  get #answeredQuestions() {
    return Object.keys(this.case).filter((code) => this.#isQuestion(code) && this.facts.get(code).applies !== false
      // A time is shown among the questions only if it was asked for there.
      && (this.facts.get(code).kind !== 'time' || this.questions.includes(code)));
  }

  /** Stated facts that do not apply to this case. They are kept, since the case may change. */
  get idleFacts() {
    return Object.keys(this.case).filter((code) => this.facts.get(code)?.applies === false);
  }

  /** What the shop's settings state of this case, by fact, where the case states nothing else. */
  get shopFacts() {
    const holds = ([code, value]) => {
      const fact = this.facts.get(code);
      return fact?.shop_wide && fact.applies && this.case[code] === undefined && fact.values.some((known) => known.code === value);
    };
    return Object.fromEntries(Object.entries(this.shop.settings?.facts ?? {}).filter(holds));
  }

  #isQuestion(code) {
    return !FIXED_FACTS.includes(code) && ['choice', 'number', 'time'].includes(this.facts.get(code)?.kind);
  }

  /** States a fact, or removes it with `undefined`. A value that conflicts with a stated fact is refused, unless the
      other fact gives way. */
  state(code, value) {
    const clears = value === undefined ? undefined : this.#choice(code, value)?.conflicts_with;
    if (clears && this.facts.get(code).prevails) {
      this.replace(code, value, clears);
      return;
    }
    if (clears) {
      this.refused = { code, value, clears };
      this.changed();
      return;
    }
    this.refused = null;
    this.notice = null;
    const [outdated] = this.#outdatedBy(code, value);
    if (outdated) this.replace(code, value, outdated);
    else this.#put({ [code]: value });
  }

  /** The stated facts that lose their meaning with a value. A change that the library proposes removes them itself. */
  #outdatedBy(code, value) {
    const outdates = value === this.case[code] ? [] : this.facts.get(code)?.outdates ?? [];
    return outdates.filter((other) => this.case[other] !== undefined);
  }

  /** States a fact and removes the one that conflicts with it. */
  replace(code, value, clears) {
    const label = this.facts.get(clears).label;
    this.offerUndo(this.t('notice.replaced', { fact: label }));
    this.refused = null;
    const cleared = [...this.#outdatedBy(code, value), clears].map((other) => [other, undefined]);
    this.#put({ ...Object.fromEntries(cleared), [code]: value });
  }

  /** Applies a change that the library proposed. */
  apply(set, label) {
    this.offerUndo(this.t('notice.applied', { change: label }));
    this.#put(set);
  }

  /** Sets facts and removes those without a value. */
  #put(set) {
    this.order.put(set);
    this.#save();
  }

  /** Sets facts that the host states. */
  setHostFacts(set) {
    const { touched } = this.order;
    this.#put(set);
    if (!touched) this.order.markOpened();
  }

  /** Sets the tone or the channel of the message. */
  setStyle(what, code) {
    this.order.style = { ...this.order.style, [what]: code };
    this.#save();
  }

  /** Adds a goodwill offer to the message, or removes it. */
  setOffer(act, on) {
    const offers = this.order.goodwill ?? [this.shop.settings?.goodwill ?? []].flat();
    this.order.goodwill = offers.filter((other) => other !== act).concat(on ? act : []);
    this.#save();
  }

  setName(code, text) {
    this.order.setName(code, text);
    this.#save();
  }

  /** Sets an amount as typed. It becomes a fact if it can be read. */
  setAmount(code, text, currency) {
    this.#put({ [code]: this.#amounts.type(code, text, currency) });
  }

  /** An amount as its field shows it. */
  shownAmount(code, digitsOf) {
    return this.#amounts.shown(code, this.case[code], digitsOf);
  }

  /** Changes the language of the page. */
  setLang(lang) {
    return this.#changeLanguage('lang', lang);
  }

  /** Applies the language attributes of the element. A language without an attribute stays. */
  applyAttributes(attributes) {
    for (const [which, tag] of this.languages.requestedBy(attributes)) this.#changeLanguage(which, tag);
  }

  /** Changes the language of the message. */
  setMessageLang(lang) {
    return this.#changeLanguage('message_lang', lang);
  }

  /** Changes a language once its words are loaded. Until then, and if they fail to load, nothing changes. */
  async #changeLanguage(which, lang) {
    const changed = await this.languages.change(which, lang, () => this.#wordsInUse);
    if (changed === undefined) return;
    if (!changed) {
      this.#languageMissing(lang, () => this.#changeLanguage(which, lang));
      this.changed();
      return;
    }
    // A notice is in the previous language of the page.
    if (which === 'lang' || this.notice?.failed) this.notice = null;
    this.#save();
  }

  /** Sets the message as the person edited it; `null` discards the edits. */
  editMessage(text) {
    const base = this.advice.message.text;
    this.order.draft = text === null || text === base ? null : { base, text, of: this.#messageSubject };
    if (text !== null) this.order.lost = null;
    this.#persist();
    this.changed();
  }

  checkStep(act, done) {
    this.order.checkStep(act, done);
    this.#save();
  }

  /** The text that is copied. */
  get messageText() {
    return this.order.draft?.text ?? this.advice.message.text;
  }

  showExample() {
    this.offerUndo(this.t('notice.example'));
    this.#startCase();
    this.#put({ ...EXAMPLE, ...pick(this.case, PLACE) });
  }

  /** Clears the case, but not the seller's place. */
  clear() {
    this.offerUndo(this.t('notice.cleared'));
    this.#startCase();
    this.#save();
  }

  /** Starts the case of another order in the same place. */
  #startCase() {
    const { notice } = this;
    this.reset();
    this.notice = notice;
    this.order = this.order.next();
  }

  /** Opens a case from elsewhere, such as the host. With `notice`, the key of a text, it is another order even if all
      facts are the same. */
  openCase(facts, notice) {
    const before = this.order.snapshot;
    const { unstated, notice: shown } = this;
    if (notice || JSON.stringify(this.case) !== JSON.stringify(facts)) {
      // A case that the person did not change needs no undo.
      if (this.order.touched && !unstated) this.offerUndo(this.t(notice ?? 'notice.opened'));
      this.#startCase();
    }
    this.order.setCase(facts);
    if (this.order.snapshot === before) this.notice = shown;
    this.order.markOpened();
    this.#save();
  }

  /** Opens a kept order in place of the current one. */
  openOrder(order) {
    this.reset();
    this.notice = null;
    this.followOrder(order);
  }

  /** Takes over the state of the order that another tab stored, or opens the next one without it. */
  followOrder(order = this.order.next()) {
    this.order = order;
    order.markOpened();
    this.#save();
  }

  /** Deletes everything, here and in the browser. */
  async deleteAll() {
    this.offerUndo('');
    const cases = await this.desk?.clear();
    this.notice.restore = () => this.desk?.restore(cases);
    const deleted = deleteStored(this.storage?.name);
    this.#clearAll();
    this.notice.text = this.t(deleted ? 'notice.forgotten' : 'notice.kept');
    this.changed();
  }

  /** Returns to the state of a first visit. */
  #clearAll() {
    this.storage?.clearTab();
    this.#startCase();
    this.order = new Order();
    this.order.markOpened();
    this.unrecorded = [];
    this.shop.apply({ own: null, workshop: null, used: {} });
    this.languages.message_lang = undefined;
    this.storage?.setKnown(this.#shopState);
  }

  /** Applies a change that another tab made to a key of the browser's storage, or to all keys with `null`. */
  storageChanged(key) {
    const { deleted, shop = {} } = this.storage?.changesTo(key) ?? {};
    if (deleted) this.#deletedElsewhere();
    if (Object.keys(shop).length === 0) return;
    this.shop.apply(shop);
    // Undo in this tab does not undo what another tab did.
    if (this.notice?.before) this.notice.before.shop = this.shop.stored;
    if (shop.lang && !this.languages.fixed) this.setLang(shop.lang);
    this.#applyPack();
  }

  /** Clears this tab after another tab deleted everything. Undo can bring it back. */
  #deletedElsewhere() {
    this.offerUndo(this.t('notice.forgotten'));
    this.#clearAll();
    this.changed();
  }

  undo() {
    const { before, restore } = this.notice;
    this.notice = null;
    restore?.();
    if (before) this.#return(before);
    else this.changed();
  }

  /** Returns to the state before a change. */
  #return({ order, shop, message_lang }) {
    this.reset();
    this.order = order;
    this.shop.apply(shop);
    this.languages.message_lang = message_lang;
    this.#save();
  }

  /** The answer in one line. */
  get headline() {
    const { status, remedy, possible } = this.advice;
    return status === 'open' ? this.t('open.title', { n: possible.length }) : remedy.title;
  }

  /** Puts the host's settings and pack in force. */
  async setHostShop(shop) {
    // If the library fails to load, the page reports that the pack is not in force.
    if (shop?.pack) await loadWholeLibrary().catch(() => {});
    this.shop.setHost(shop);
    this.refresh();
  }

  /** Stores the seller's settings and rules as in `Shop.own`, and puts them in force. `null` removes them. */
  async saveOwnPack(own) {
    if (packWithRules(own)) await loadWholeLibrary();
    this.shop.own = own;
    this.#save();
  }

  /** Puts a pack in force that was not set in this tab. */
  async #applyPack() {
    // If the library fails to load, the page reports that the pack is not in force.
    if (this.shop.pack) await loadWholeLibrary().catch(() => {});
    this.refresh();
  }

  /** Puts the pack in force if the library was late for it. */
  applyLatePack() {
    if (this.shop.pack && !engine.isComplete()) this.#applyPack();
  }

  /** Stores the pack that is being edited. It is not in force. */
  savePackDraft(pack) {
    this.shop.packDraft = pack;
    this.#save();
  }

  /** Requests a new answer, since time has passed. */
  refresh() {
    this.#stale = true;
    this.changed();
  }

  /** Shows a notice whose undo returns to the current state. */
  offerUndo(text) {
    this.#update();
    const { order, shop, languages } = this;
    this.notice = { text, before: { order: order.copy(), shop: shop.stored, message_lang: languages.message_lang } };
  }

  /** A value of a fact, as the form has it. */
  #choice(code, value) {
    return this.facts.get(code)?.values?.find((choice) => choice.code === String(value));
  }

  /** Stores a change and shows it. */
  #save() {
    this.#stale = true;
    this.#persist();
    this.changed();
  }

  #persist() {
    this.storeCase();
    if (this.desk) this.desk.keep();
    else this.isUnkept = true;
  }

  /** Stores the case of this tab. */
  storeCase() {
    if (!this.storage) return;
    const state = { ...this.order.stored, message_lang: this.languages.message_lang };
    const stored = this.storage.saveCase(state, this.order.touched);
    if (stored === undefined) this.#deletedElsewhere();
    else this.persists = this.storage.saveShop(this.#shopState) && stored;
  }

  /** What belongs to the shop and is the same in all tabs. */
  get #shopState() {
    const { lang, message_lang } = this.languages;
    return { lang, message_lang, ...this.shop.stored };
  }
}
