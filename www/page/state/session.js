// The state of one case and every action on it. After each change the library returns the form and the answer; this
// module decides nothing about a case.

import { carried } from './draft.js';
import { engine } from '../library/engine.js';
import { counted, frequentComplaints } from './frequent-complaints.js';
import { languageTable } from '../language-table.js';
import { loadWholeLibrary, loadWords, packWithRules } from '../library/loading.js';
import { orderedQuestions } from './question-order.js';
import { deleteStored } from './storage.js';
import { isObject } from './stored.js';
import { TypedAmounts, plainAmount } from './typed-amounts.js';
import { fillSlots, localOf } from '../dom/words.js';

/** The example case. */
const EXAMPLE = {
  platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed',
};

/** Facts of the seller's place. They stay when a case is cleared. */
const PLACE = ['platform', 'buyer_region'];

/** Facts with a fixed place on the page. All others are questions. */
const FIXED_FACTS = [...PLACE, 'order_state', 'complaint'];

/** Facts that an offer to the buyer depends on. */
const OFFER_FACTS = ['order_state', 'complaint', 'buyer_wants'];

/** Names that belong to the shop. They stay when a case is cleared. */
const SHOP_NAMES = ['shop'];

export class Session {
  #langFixed;
  #requested = {};
  #baseline;
  #amounts;
  #stale;
  #formStale;
  #texts;
  #textsFor;
  #advice;
  #failedFor;
  #loading;
  #frequent;
  #refresh = () => this.refresh();

  /** `start` is the initial state from `prepare`, `now()` returns the instant to answer for, and `changed()` is called
      after every change. */
  constructor({ start, now, changed }) {
    this.now = now;
    this.changed = changed;
    this.lang = start.lang;
    this.#langFixed = start.fixed;
    this.message_lang = start.message_lang;
    this.storage = start.storage;
    this.own = start.own ?? null;
    // The seller's pack while it is being edited.
    this.packDraft = start.workshop ?? null;
    // How often each complaint was chosen here.
    this.used = start.used ?? {};
    this.isFirstVisit = start.of === undefined;
    this.facts = new Map();
    this.languages = [...engine.languages()];
    this.persists = this.storage !== undefined;
    this.#setCase(start.case);
    const same = start.resumed || JSON.stringify(this.case) === JSON.stringify(start.of);
    this.names = same ? (start.names ?? {}) : pick(start.names ?? {}, SHOP_NAMES);
    this.done = new Set(same ? start.done : []);
    this.reset();
    this.goodwill = same ? start.goodwill : undefined;
    this.style = (same && start.style) || {};
    this.draft = (same && start.draft) || null;
    this.lost = (same && start.lost) || null;
    if (!start.resumed) this.#baseline = this.#snapshot;
    this.storage?.setKnown(this.#shopState);
  }

  /** Resets everything but the case, the names and the finished steps. */
  reset() {
    this.questions = [];
    this.refused = null;
    this.draft = null;
    this.lost = null;
    // Goodwill offers in the message. Undefined means those of the shop's settings.
    this.goodwill = undefined;
    // The tone and the channel of the message. Without them, those of the shop's settings.
    this.style = {};
    this.#frequent = undefined;
    this.#amounts = new TypedAmounts(engine.read_amount);
    this.#stale = true;
  }

  /** A text of the page in the reader's language. */
  t(key, slots) {
    return fillSlots(this.#texts, key, slots);
  }

  /** Brings texts, answer and form up to date. */
  #update() {
    this.updateAnswer();
    this.updateForm();
  }

  /** Brings the texts and the answer up to date. */
  updateAnswer() {
    this.#updateTexts();
    if (!this.#stale) return;
    this.#stale = false;
    this.#formStale = true;
    this.#advice = null;
    this.overdue = engine.overdue(this.options);
    if (!this.blank) this.#updateDraft();
    else if (!this.unstated && this.#failedFor !== JSON.stringify(this.case)) this.loadAnswerWords();
  }

  /** Reads the texts of the page. They change when the words of answers are loaded. */
  #updateTexts() {
    const key = `${this.lang} ${engine.has_words(this.lang)}`;
    if (this.#textsFor === key) return;
    this.#textsFor = key;
    this.#texts = engine.words(this.lang);
  }

  /** The answer, computed on first use: an unstated case takes longest and shows nothing. */
  get advice() {
    this.#advice ??= engine.advise(this.unreadable ?? this.case, this.options);
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
    const { lang, message_lang, names, style, goodwill, own, shop, ownPack } = this;
    const settings = own?.pack?.settings ?? shop?.settings;
    const now = this.now();
    const pack = ownPack && engine.isInForce(ownPack, now, this.#refresh) ? ownPack : undefined;
    return { now, lang, message_lang, names, ...style, goodwill, shop: { ...shop, settings, pack } };
  }

  /** Whether the pack is still being checked, so that the answer is without it. */
  get checking() {
    return Boolean(this.ownPack) && engine.isComplete() && !this.options.shop.pack;
  }

  /** The pack laid over the shipped policy: the seller's, else the host's. */
  get ownPack() {
    return this.own ? packWithRules(this.own) : this.shop?.pack;
  }

  /** The complaints that are shown first. They change only with the case. */
  frequent(values) {
    this.#frequent ??= frequentComplaints(values, this.used);
    return this.#frequent.map((code) => values.find((value) => value.code === code)).filter(Boolean);
  }

  /** Counts a choice of a complaint. */
  count(complaint) {
    this.used = counted(this.used, complaint);
  }

  /** Identifies the subject of the message: the case, the language, the channel and the tone, without names and dates. */
  get #messageSubject() {
    const { lang, channel, tone } = this.advice.message;
    return JSON.stringify([this.case, lang, channel, tone]);
  }

  /** Carries the person's edits over to the new message, or sets them aside. */
  #updateDraft() {
    if (!this.draft) return;
    const { draft, lost } = carried(this.draft, this.advice.message.text, this.#messageSubject);
    this.draft = draft;
    this.lost = lost ?? this.lost;
  }

  /** Problems in what is stated, once the words for them are loaded. */
  get problems() {
    return this.#pristine || !this.#ready ? [] : this.advice.problems;
  }

  /** Whether neither the person nor the host has stated anything. */
  get #pristine() {
    const { own, shop, names, unreadable } = this;
    return !own && !shop && unreadable === undefined && Object.keys({ ...this.case, ...names }).length === 0;
  }

  /** The problems of one field: a fact's code, or "names/buyer". */
  problemsAt(path) {
    return this.problems.filter((problem) => problem.path === `/${path}` || problem.path.startsWith(`/${path}/`));
  }

  /** A value as text: the label of a choice, a number as it is. */
  labelOf(code, value) {
    const label = this.facts.get(code)?.values?.find((choice) => choice.code === String(value))?.label;
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

  /** The languages of page and message that have words. Without words the message uses the language of the page. */
  get #usedLanguages() {
    return [this.lang, this.message_lang ?? this.lang].filter(engine.has_page_words);
  }

  /** Whether the words of answers are loaded. */
  get #ready() {
    return this.#usedLanguages.every(engine.has_words);
  }

  /** Whether the words of answers are in use. The whole library needs them to list rules. */
  get #needsAnswerWords() {
    return !this.unstated || engine.isComplete();
  }

  /** Whether there is no answer to show: nothing is stated, or the words of answers are not loaded. */
  get blank() {
    return this.unstated || !this.#ready;
  }

  /** Loads the words of answers. */
  async loadAnswerWords() {
    if (this.#loading || this.#ready) return;
    this.#loading = true;
    const loads = this.#usedLanguages.map((lang) => loadWords(lang, true).then(() => null, () => lang));
    const failed = (await Promise.all(loads)).find(Boolean);
    this.#loading = false;
    // Not requested again until the case changes or the person retries.
    this.#failedFor = failed && JSON.stringify(this.case);
    if (failed && !this.unstated) this.#languageMissing(failed, () => this.#retryAnswerWords());
    if (failed && failed !== this.lang) this.message_lang = undefined;
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
    const text = this.t('language.missing', { language: languageTable[lang].name });
    this.notice = { text, failed: true, again };
  }

  /** Whether neither the state of the order nor the complaint is stated. */
  get unstated() {
    return this.case.order_state === undefined && this.case.complaint === undefined;
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
    return Object.fromEntries(Object.entries(this.options.shop.settings?.facts ?? {}).filter(holds));
  }

  #isQuestion(code) {
    return !FIXED_FACTS.includes(code) && ['choice', 'number', 'time'].includes(this.facts.get(code)?.kind);
  }

  /** States a fact, or removes it with `undefined`. */
  state(code, value) {
    if (value !== undefined && this.#isImpossible(code, value)) {
      const clears = this.#conflictingFact(code, value);
      if (this.overrides(code) && clears) this.replace(code, value, clears);
      else this.refused = { code, value, clears };
      this.changed();
      return;
    }
    this.refused = null;
    this.notice = null;
    if (this.#outdatesOffers(code, value)) this.replace(code, value, 'offers_declined');
    else this.#put({ [code]: value });
  }

  /** Whether a value makes the count of declined offers outdated. A change that the library proposes removes the count
      itself. */
  #outdatesOffers(code, value) {
    return this.case.offers_declined !== undefined && OFFER_FACTS.includes(code) && value !== this.case[code];
  }

  /** Whether a fact replaces the stated fact that conflicts with it, with an undo. The parcel moves by itself, so the
      state of the order does. */
  overrides(code) {
    return code === 'order_state';
  }

  /** States a fact and removes the one that conflicts with it. */
  replace(code, value, clears) {
    const label = this.facts.get(clears).label;
    this.offerUndo(this.t('notice.replaced', { fact: label }));
    this.refused = null;
    this.#put({ ...(this.#outdatesOffers(code, value) && { offers_declined: undefined }), [clears]: undefined, [code]: value });
  }

  /** Applies a change that the library proposed. */
  apply(set, label) {
    this.offerUndo(this.t('notice.applied', { change: label }));
    this.#put(set);
  }

  /** Sets facts and removes those without a value. */
  #put(set) {
    const next = { ...this.case };
    // Goodwill offers belong to the complaint.
    if ('complaint' in set && set.complaint !== next.complaint) this.goodwill = undefined;
    for (const [code, value] of Object.entries(set)) {
      if (value === undefined || value === null || value === '') delete next[code];
      else next[code] = value;
    }
    this.#setCase(next);
    this.#save();
  }

  /** Sets facts that the host states. */
  setHostFacts(set) {
    const touched = this.#touched;
    this.#put(set);
    if (!touched) this.#baseline = this.#snapshot;
  }

  /** Everything that the person stated or typed about this case, as JSON. */
  get #snapshot() {
    return JSON.stringify([this.case, this.names, [...this.done], this.goodwill, this.style, this.draft, this.lost]);
  }

  /** Whether the person changed something since the case was opened. */
  get #touched() {
    return this.#snapshot !== this.#baseline;
  }

  /** Sets the case. Anything but an object counts as an empty case, and the library reports the problem. */
  #setCase(facts) {
    const readable = isObject(facts ?? {});
    this.case = readable ? (facts ?? {}) : {};
    this.unreadable = readable ? undefined : facts;
  }

  /** Sets the tone or the channel of the message. */
  setStyle(what, code) {
    this.style = { ...this.style, [what]: code };
    this.#save();
  }

  /** Adds a goodwill offer to the message, or removes it. */
  setOffer(act, on) {
    const offers = this.goodwill ?? [this.options.shop.settings?.goodwill ?? []].flat();
    this.goodwill = offers.filter((other) => other !== act).concat(on ? act : []);
    this.#save();
  }

  setName(code, text) {
    const { [code]: _, ...others } = this.names;
    this.names = text === '' ? others : { ...others, [code]: text };
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
  applyAttributes({ lang, message_lang }) {
    const apply = (which, tag) => {
      const shipped = engine.preferred_language([tag, this[which], this.lang]);
      if (tag && shipped !== this[which]) this.#changeLanguage(which, shipped);
    };
    apply('lang', lang);
    apply('message_lang', message_lang);
  }

  /** Changes the language of the message. */
  setMessageLang(lang) {
    return this.#changeLanguage('message_lang', lang);
  }

  /** Changes a language once its words are loaded. Until then, and if they fail to load, nothing changes. */
  async #changeLanguage(which, lang) {
    this.#requested[which] = lang;
    const failed = await loadWords(lang, this.#needsAnswerWords)
      // The case may have been stated while the words were loading.
      .then(() => loadWords(lang, this.#needsAnswerWords))
      .then(() => false, () => true);
    // The person may have chosen another language while the words were loading.
    if (this.#requested[which] !== lang) return;
    if (failed) {
      this.#languageMissing(lang, () => this.#changeLanguage(which, lang));
      this.changed();
      return;
    }
    // A notice is in the previous language of the page.
    if (which === 'lang' || this.notice?.failed) this.notice = null;
    this[which] = lang;
    this.#save();
  }

  /** Sets the message as the person edited it; `null` discards the edits. */
  editMessage(text) {
    const base = this.advice.message.text;
    this.draft = text === null || text === base ? null : { base, text, of: this.#messageSubject };
    if (text !== null) this.lost = null;
    this.#persist();
    this.changed();
  }

  checkStep(act, done) {
    if (done) this.done.add(act);
    else this.done.delete(act);
    this.#save();
  }

  /** The text that is copied. */
  get messageText() {
    return this.draft?.text ?? this.advice.message.text;
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
    this.case = pick(this.case, PLACE);
    this.#save();
  }

  /** Starts the case of another order. Of what was typed, only the names of the shop stay. */
  #startCase() {
    const { notice } = this;
    this.reset();
    this.notice = notice;
    this.done = new Set();
    this.names = pick(this.names, SHOP_NAMES);
  }

  /** Opens a case from elsewhere, such as the host. With `notice`, the key of a text, it is another order even if all
      facts are the same. */
  openCase(facts, notice) {
    const before = this.#snapshot;
    const { unstated, notice: shown } = this;
    if (notice || JSON.stringify(this.case) !== JSON.stringify(facts)) {
      // A case that the person did not change needs no undo.
      if (this.#touched && !unstated) this.offerUndo(this.t(notice ?? 'notice.opened'));
      this.#startCase();
    }
    this.#setCase(facts);
    if (this.#snapshot === before) this.notice = shown;
    this.#baseline = this.#snapshot;
    this.#save();
  }

  /** Deletes everything, here and in the browser. */
  deleteAll() {
    this.offerUndo('');
    const deleted = deleteStored(this.storage?.name);
    this.#clearAll();
    this.notice.text = this.t(deleted ? 'notice.forgotten' : 'notice.kept');
    this.changed();
  }

  /** Returns to the state of a first visit. */
  #clearAll() {
    this.storage?.clearTab();
    this.#startCase();
    this.case = {};
    this.names = {};
    this.own = null;
    this.packDraft = null;
    this.used = {};
    this.message_lang = undefined;
    this.#baseline = this.#snapshot;
    this.storage?.setKnown(this.#shopState);
  }

  /** Applies a change that another tab made to a key of the browser's storage, or to all keys with `null`. */
  storageChanged(key) {
    const { deleted, shop = {} } = this.storage?.changesTo(key) ?? {};
    if (deleted) this.#deletedElsewhere();
    if (Object.keys(shop).length === 0) return;
    if ('own' in shop) this.own = shop.own ?? null;
    if ('workshop' in shop) this.packDraft = shop.workshop ?? null;
    if ('used' in shop) this.used = shop.used ?? {};
    const { own, packDraft, used } = this;
    // Undo in this tab does not undo what another tab did.
    if (this.notice?.before) Object.assign(this.notice.before, { own, packDraft, used });
    if (shop.lang && !this.#langFixed) this.setLang(shop.lang);
    this.#applyPack();
  }

  /** Clears this tab after another tab deleted everything. Undo can bring it back. */
  #deletedElsewhere() {
    this.offerUndo(this.t('notice.forgotten'));
    this.#clearAll();
    this.changed();
  }

  undo() {
    const { before } = this.notice;
    this.reset();
    this.notice = null;
    Object.assign(this, before);
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
    // A copy, since the library knows a pack again by its object, and the host may have changed it.
    this.shop = shop?.pack ? { ...shop, pack: { ...shop.pack } } : shop;
    this.refresh();
  }

  /** Stores the seller's settings and rules, { title, pack, whole }, and puts `pack` in force; `whole` also has the
      rules that were not admitted. `null` removes them. */
  async saveOwnPack(own) {
    if (packWithRules(own)) await loadWholeLibrary();
    this.own = own;
    this.#save();
  }

  /** Puts a pack in force that was not set in this tab. */
  async #applyPack() {
    // If the library fails to load, the page reports that the pack is not in force.
    if (this.ownPack) await loadWholeLibrary().catch(() => {});
    this.refresh();
  }

  /** Puts the pack in force if the library was late for it. */
  applyLatePack() {
    if (this.ownPack && !engine.isComplete()) this.#applyPack();
  }

  /** Stores the pack that is being edited. It is not in force. */
  savePackDraft(pack) {
    this.packDraft = pack;
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
    const { names, message_lang, goodwill, style, draft, lost, own, packDraft, used } = this;
    this.notice = { text, before: { case: this.case, names, message_lang, goodwill, style, draft, lost, own, packDraft, used, done: new Set(this.done) } };
  }

  #isImpossible(code, value) {
    return this.facts.get(code)?.values?.find((choice) => choice.code === String(value))?.possible === false;
  }

  /** The stated fact without which the library calls the value possible. */
  #conflictingFact(code, value) {
    const others = Object.keys(this.case).filter((other) => other !== code && !PLACE.includes(other));
    return others.find((other) => {
      const { [other]: _, ...rest } = this.case;
      const fact = engine.form(this.lang, rest).facts.find((candidate) => candidate.code === code);
      return fact?.values?.find((choice) => choice.code === String(value))?.possible !== false;
    });
  }

  /** Stores a change and shows it. */
  #save() {
    this.#stale = true;
    this.#persist();
    this.changed();
  }

  #persist() {
    if (!this.storage) return;
    const { case: facts, message_lang, names, goodwill, style, draft, lost } = this;
    const state = { case: facts, message_lang, names, goodwill, style, draft, lost, done: [...this.done] };
    const stored = this.storage.saveCase(state, this.#touched);
    if (stored === undefined) this.#deletedElsewhere();
    else this.persists = this.storage.saveShop(this.#shopState) && stored;
  }

  /** What belongs to the shop and is the same in all tabs. */
  get #shopState() {
    const { lang, message_lang, own, packDraft, used } = this;
    return { lang, message_lang, used, own: own ?? undefined, workshop: packDraft ?? undefined };
  }
}

function pick(object, codes) {
  return Object.fromEntries(codes.filter((code) => code in object).map((code) => [code, object[code]]));
}
