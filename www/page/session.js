// What the person has said so far, and everything that can be done to it. Each change asks the library for
// a new form and a new answer; what they mean is decided there, never here.

import { merged } from './draft.js';
import { engine } from './engine.js';
import { Kept, wipe } from './kept.js';
import { extras } from './on-demand.js';
import { PATIENCE } from './missing.js';
import { isObject } from './stored.js';
import { filled, localOf, plainAmount } from './words.js';

/** A case to try the page with. */
const EXAMPLE = {
  platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed',
};

/** How long the page waits for what only the answer needs before it is shown without, in milliseconds. */
const SHOWN = 4000;

/** Facts of the seller's place, not of one case: they stay when a case is cleared. */
export const PLACE = ['platform', 'buyer_region'];

/** Facts that have places of their own on the page; all others are questions. */
const FIRST = [...PLACE, 'order_state', 'complaint'];

/** What an offer answers to. */
const OFFERED_FOR = ['order_state', 'complaint', 'buyer_wants'];

/** Names that belong to the shop, not to one case. */
const OWN_NAMES = ['shop'];

/** What a session begins with: what the page around it states goes before what was kept in this browser. */
function beginning({ lang, message_lang, around, place, case: told, keep }) {
  const kept = keep === undefined ? undefined : new Kept(keep);
  const found = kept?.begin() ?? {};
  const spoken = engine.preferred_language([lang, found.lang, around]);
  return {
    ...found,
    case: told ?? { ...found.case, ...place },
    // What was told of another case does not belong to this one.
    of: found.case,
    // Whether the person told it, here and earlier.
    resumed: told === undefined && found.case !== undefined,
    lang: spoken,
    fixed: lang !== undefined,
    message_lang: message_lang ? engine.preferred_language([message_lang, spoken]) : found.message_lang,
    kept,
  };
}

/** Loads what a session begins with: words, those of answers if something is `told`, and what reads a seller's
    own rules if there are any. Resolves to that beginning. */
export async function prepare(wishes, told) {
  const start = beginning(wishes);
  // Without the message's own, the message is written in the language of the page.
  const written = start.message_lang && engine.bring(start.message_lang, told).catch(() => {});
  // Without the words of answers the page says so once it needs them.
  const answering = told && engine.bring(start.lang, true).catch(() => {});
  // Without it the page says that these rules are not in force.
  const ruling = rulesOf(start.own) && wholeLibrary().catch(() => {});
  await Promise.all([engine.bring(start.lang, false), shown(Promise.all([answering, written, ruling]))]);
  if (!told) await warmed(start);
  return start;
}

/** Calls what a blank page needs for the first time, when the browser compiles it: one after the other, so that
    nothing that the person does meanwhile waits for all of it. */
async function warmed({ lang, case: told }) {
  for (const first of [() => engine.words(lang), () => engine.form(lang, told), () => {}]) {
    await globalThis.scheduler?.yield?.();
    first();
  }
}

/** Waits for something, but not so long that the page seems to be missing. */
function shown(coming) {
  return Promise.race([coming, new Promise((resolve) => setTimeout(resolve, SHOWN))]);
}

/** Has the words of a language come; rejects where they cannot be loaded, or are late. Then they are asked for anew
    another time. */
function soon(lang, told) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      engine.drop(lang, told);
      reject(new Error(`the words of ${lang} are late`));
    }, PATIENCE);
    engine.bring(lang, told).then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** The pack of a seller's own rules, { title, pack }, if there are any in it: settings alone need no other library. */
function rulesOf(own) {
  return own?.pack?.rules?.length > 0 ? own.pack : undefined;
}

function wholeLibrary() {
  return extras().then(({ door }) => door.library());
}

export class Session {
  /** `start` is what `prepare` resolved to, `now()` gives the instant to answer for, `changed()` is called after
      every change. */
  constructor({ start, now, changed }) {
    this.now = now;
    this.changed = changed;
    this.lang = start.lang;
    this.fixed = start.fixed;
    this.message_lang = start.message_lang;
    this.kept = start.kept;
    this.own = start.own ?? null;
    // The shop's own settings and rules while they are being written.
    this.workshop = start.workshop ?? null;
    this.wanted = {};
    this.facts = new Map();
    this.languages = [...engine.languages()];
    this.keeps = this.kept !== undefined;
    this.take(start.case);
    const same = start.resumed || JSON.stringify(this.case) === JSON.stringify(start.of);
    this.names = same ? (start.names ?? {}) : pick(start.names ?? {}, OWN_NAMES);
    this.done = new Set(same ? start.done : []);
    this.reset();
    this.goodwill = same ? start.goodwill : undefined;
    this.draft = (same && start.draft) || null;
    this.lost = (same && start.lost) || null;
    if (!start.resumed) this.arrived = this.standing;
    this.kept?.know(this.ofShop);
  }

  /** Forgets what was begun, not what was said. */
  reset() {
    this.questions = [];
    this.refused = null;
    this.draft = null;
    this.lost = null;
    // The offers on top that the message makes; the shop's own choice, while nothing else is chosen.
    this.goodwill = undefined;
    this.amounts = {};
    this.stale = true;
  }

  /** A text of the page in the reader's language. */
  t(key, slots) {
    return filled(this.texts, key, slots);
  }

  /** Brings words, answer and form up to date. */
  answer() {
    this.decide();
    this.ask();
  }

  /** The answer, and the words for it. */
  decide() {
    this.read();
    if (!this.stale) return;
    this.stale = false;
    this.unasked = true;
    this.answered = null;
    this.overdue = engine.overdue(this.options);
    if (!this.blank) this.carryDraft();
    else if (!this.untold && this.unheard !== JSON.stringify(this.case)) this.listen();
  }

  /** The words of the page; those that stand in the answer come later. */
  read() {
    const of = `${this.lang} ${engine.has_words(this.lang)}`;
    if (this.textsOf === of) return;
    this.textsOf = of;
    this.texts = engine.words(this.lang);
  }

  /** The answer, worked out when something needs it: for a case of which nothing is told it takes longest, and shows
      nothing. */
  get advice() {
    this.answered ??= engine.advise(this.unreadable ?? this.case, this.options);
    return this.answered;
  }

  /** What can be told, and what is worth asking. */
  ask() {
    if (!this.unasked) return;
    this.unasked = false;
    this.form = engine.form(this.lang, this.case);
    this.facts = new Map(this.form.facts.map((fact) => [fact.code, fact]));
    this.questions = this.untold ? [] : arranged(this.questions, this.toldFacts, this.asked);
  }

  /** The facts worth asking for, the one that settles most first. */
  get asked() {
    return this.advice.ask.map((question) => question.fact).filter((code) => this.isQuestion(code));
  }

  /** What an answer depends on beside the case. */
  get options() {
    const { lang, message_lang, names, goodwill, own, shop, ownPack } = this;
    const settings = own?.pack?.settings ?? shop?.settings;
    const pack = engine.whole() ? ownPack : undefined;
    return { now: this.now(), lang, message_lang, names, goodwill, shop: { ...shop, settings, pack } };
  }

  /** The rules to lay over the shipped ones: the seller's own, else those of the site around. */
  get ownPack() {
    return this.own ? rulesOf(this.own) : this.shop?.pack;
  }

  /** What the message is about; names and dates may change while that stays. */
  get written() {
    return JSON.stringify([this.case, this.advice.message.lang]);
  }

  /** The person's changes stay in a message that is about the same; in another they are offered again. */
  carryDraft() {
    if (!this.draft) return;
    const { base, text: mine, of } = this.draft;
    const { text } = this.advice.message;
    if (base === text || of === this.written) this.draft = { base: text, text: merged(base, mine, text), of: this.written };
    else {
      this.draft = null;
      this.lost = mine;
    }
  }

  /** What is wrong with what was said, once there are words for it. */
  get problems() {
    return this.silent || !this.ready ? [] : this.advice.problems;
  }

  /** Nothing at all has been said, neither by the person nor by the page around. */
  get silent() {
    const { own, shop, names, unreadable } = this;
    return !own && !shop && unreadable === undefined && Object.keys({ ...this.case, ...names }).length === 0;
  }

  /** The mistakes that concern one field: a fact's code, or "names/buyer". */
  problemsAt(path) {
    return this.problems.filter((problem) => problem.path === `/${path}` || problem.path.startsWith(`/${path}/`));
  }

  /** What a value is called: the label of a choice, the number itself. */
  labelOf(code, value) {
    const label = this.facts.get(code)?.values?.find((choice) => choice.code === String(value))?.label;
    if (label) return label;
    const { kind, values } = this.facts.get(code) ?? {};
    if (kind === 'time') return localOf(value) || String(value);
    const currency = kind === 'money' && values.find(({ code }) => code === value?.currency);
    if (currency && Number.isInteger(value.minor)) return `${plainAmount(value.minor, currency.digits)} ${currency.code}`;
    return isObject(value) ? JSON.stringify(value) : String(value);
  }

  /** Everything stated, in words. */
  get told() {
    const codes = Object.keys(this.case).filter((code) => this.facts.has(code));
    return codes.map((code) => ({ code, label: this.facts.get(code).label, value: this.labelOf(code, this.case[code]) }));
  }

  /** The languages of page and message; where the message's is missing, the page's stands in. */
  get spoken() {
    return [this.lang, this.message_lang ?? this.lang].filter(engine.has_page_words);
  }

  /** The words of answers are there. */
  get ready() {
    return this.spoken.every(engine.has_words);
  }

  /** The words of answers are in use: the whole library lists rules by them. */
  get answering() {
    return !this.untold || engine.whole();
  }

  /** There is no answer to show: nothing has been told, or the words for it are still to come. */
  get blank() {
    return this.untold || !this.ready;
  }

  /** Has the words of answers come. */
  async listen() {
    if (this.listening || this.ready) return;
    this.listening = true;
    const tried = this.spoken.map((lang) => soon(lang, true).then(() => null, () => lang));
    const failed = (await Promise.all(tried)).find(Boolean);
    this.listening = false;
    // Not asked for again until something else is told, or the person says so.
    this.unheard = failed && JSON.stringify(this.case);
    if (failed && !this.untold) this.unspoken(failed, () => this.listenAgain());
    if (failed && failed !== this.lang) this.message_lang = undefined;
    if (!this.silent) this.refresh();
    // The whole library needs them, too.
    if (!failed) this.settleRules();
  }

  listenAgain() {
    this.notice = null;
    this.unheard = undefined;
    this.refresh();
  }

  /** Says that a language could not be loaded; `again` tries once more. */
  unspoken(lang, again) {
    const text = this.t('language.missing', { language: this.t(`language.${lang}`) });
    this.notice = { text, failed: true, again };
  }

  /** Nothing of a case has been told yet. */
  get untold() {
    return this.case.order_state === undefined && this.case.complaint === undefined;
  }

  /** Facts stated beyond the first four, and beyond amounts and times, that mean something in this case. */
  get toldFacts() {
    return Object.keys(this.case).filter((code) => this.isQuestion(code) && this.facts.get(code).applies !== false
      // A time is told among the questions only where it was asked for there.
      && (this.facts.get(code).kind !== 'time' || this.questions.includes(code)));
  }

  /** Facts stated that mean nothing in this case. They are kept: the case may turn. */
  get idleFacts() {
    return Object.keys(this.case).filter((code) => this.facts.get(code)?.applies === false);
  }

  isQuestion(code) {
    return !FIRST.includes(code) && ['choice', 'number', 'time'].includes(this.facts.get(code)?.kind);
  }

  /** States a fact, or takes it back with `undefined`. */
  state(code, value) {
    if (value !== undefined && this.impossible(code, value)) {
      const clears = this.obstacle(code, value);
      if (this.prevails(code) && clears) this.replace(code, value, clears);
      else this.refused = { code, value, clears };
      this.changed();
      return;
    }
    this.refused = null;
    this.notice = null;
    if (this.outdated(code, value)) this.replace(code, value, 'offers_declined');
    else this.put({ [code]: value });
  }

  /** Whether declined offers are overtaken: they were made for what had happened and was wanted then. A change that the
      library proposes says itself what it takes back. */
  outdated(code, value) {
    return this.case.offers_declined !== undefined && OFFERED_FOR.includes(code) && value !== this.case[code];
  }

  /** A parcel moves on by itself: what no longer fits its new place gives way, and can be brought back. */
  prevails(code) {
    return code === 'order_state';
  }

  /** States a fact and takes back the one that stands in its way. */
  replace(code, value, clears) {
    const label = this.facts.get(clears).label;
    this.undoable(this.t('notice.replaced', { fact: label }));
    this.refused = null;
    this.put({ ...(this.outdated(code, value) && { offers_declined: undefined }), [clears]: undefined, [code]: value });
  }

  /** Applies a change that the library proposed. */
  apply(set, label) {
    this.undoable(this.t('notice.applied', { change: label }));
    this.put(set);
  }

  /** Sets facts; what has no value is taken back. */
  put(set) {
    const next = { ...this.case };
    // An offer was made for what had happened.
    if ('complaint' in set && set.complaint !== next.complaint) this.goodwill = undefined;
    for (const [code, value] of Object.entries(set)) {
      if (value === undefined || value === null || value === '') delete next[code];
      else next[code] = value;
    }
    this.take(next);
    this.saved();
  }

  /** Sets facts that the page around states. */
  putStated(set) {
    const { touched } = this;
    this.put(set);
    if (!touched) this.arrived = this.standing;
  }

  /** All that the person told or typed of this case. */
  get standing() {
    return JSON.stringify([this.case, this.names, [...this.done], this.goodwill, this.draft, this.lost]);
  }

  /** The person told or changed something since a case came from elsewhere. */
  get touched() {
    return this.standing !== this.arrived;
  }

  /** Takes over a case. What is none at all counts as nothing told; the library says what is wrong with it. */
  take(told) {
    const readable = isObject(told ?? {});
    this.case = readable ? (told ?? {}) : {};
    this.unreadable = readable ? undefined : told;
  }

  /** Has the message make an offer on top of what is owed, or not. */
  give(act, on) {
    const given = this.goodwill ?? [this.options.shop.settings?.goodwill ?? []].flat();
    this.goodwill = given.filter((other) => other !== act).concat(on ? act : []);
    this.saved();
  }

  name(code, text) {
    const { [code]: _, ...others } = this.names;
    this.names = text === '' ? others : { ...others, [code]: text };
    this.saved();
  }

  /** An amount as typed; stated when it can be read as one, in the currency that it names or else in this one. */
  value(code, text, currency) {
    const read = engine.read_amount(text, currency);
    this.amounts[code] = { text, currency: read?.currency ?? currency, wrong: text.trim() !== '' && !read };
    this.put({ [code]: read ?? undefined });
  }

  /** An amount as its field shows it. */
  valueShown(code, digitsOf) {
    const { minor, currency } = this.case[code] ?? {};
    if (this.amounts[code]) return this.amounts[code];
    // What is none, as from a link, is shown by the words of what is wrong with it.
    return { text: minor >= 0 && Number.isInteger(minor) ? plainAmount(minor, digitsOf(currency)) : '', currency };
  }

  /** Changes the language of the page. */
  speak(lang) {
    return this.turn('lang', lang);
  }

  /** Turns to the languages that the page around states; one that it does not state stays. */
  heed({ lang, message_lang }) {
    const turn = (which, tag) => {
      const shipped = engine.preferred_language([tag, this[which], this.lang]);
      if (tag && shipped !== this[which]) this.turn(which, shipped);
    };
    turn('lang', lang);
    turn('message_lang', message_lang);
  }

  /** Changes the language of the message. */
  write(lang) {
    return this.turn('message_lang', lang);
  }

  /** Changes a language once its words are there. Until then, and where they cannot be loaded, all stays as it is. */
  async turn(which, lang) {
    this.wanted[which] = lang;
    const failed = await soon(lang, this.answering)
      // Meanwhile something may have been told that has an answer.
      .then(() => soon(lang, this.answering))
      .then(() => false, () => true);
    // While it was loading, the person may have chosen another.
    if (this.wanted[which] !== lang) return;
    if (failed) {
      this.unspoken(lang, () => this.turn(which, lang));
      this.changed();
      return;
    }
    // A notice is in the language of the page as it was.
    if (which === 'lang' || this.notice?.failed) this.notice = null;
    this[which] = lang;
    this.saved();
  }

  /** The message as the person changed it; `null` takes the changes back. */
  edit(text) {
    const base = this.advice.message.text;
    this.draft = text === null || text === base ? null : { base, text, of: this.written };
    if (text !== null) this.lost = null;
    this.remember();
    this.changed();
  }

  check(act, done) {
    if (done) this.done.add(act);
    else this.done.delete(act);
    this.saved();
  }

  /** The text that Copy takes. */
  get messageText() {
    return this.draft?.text ?? this.advice.message.text;
  }

  example() {
    this.undoable(this.t('notice.example'));
    this.begin();
    this.put({ ...EXAMPLE, ...pick(this.case, PLACE) });
  }

  /** Another case, kept apart from where the seller sells. */
  clear() {
    this.undoable(this.t('notice.cleared'));
    this.begin();
    this.case = pick(this.case, PLACE);
    this.saved();
  }

  /** Begins with another order: only what is the shop's own stays of what was typed and done. */
  begin() {
    const { notice } = this;
    this.reset();
    this.notice = notice;
    this.done = new Set();
    this.names = pick(this.names, OWN_NAMES);
  }

  /** Opens a case that came from elsewhere, as from the page around. By a link or by hand it is of `another` order,
      even if all its facts are the same. */
  open(told, another) {
    const { standing, touched, untold, notice } = this;
    if (another || JSON.stringify(this.case) !== JSON.stringify(told)) {
      // What came from elsewhere, too, and was not touched since, needs no way back.
      if (touched && !untold) this.undoable(this.t(another ?? 'notice.opened'));
      this.begin();
    }
    this.take(told);
    if (this.standing === standing) this.notice = notice;
    this.arrived = this.standing;
    this.saved();
  }

  /** Deletes everything, here and in the browser. */
  forgetAll() {
    this.undoable('');
    const gone = wipe(this.kept?.name);
    this.empty();
    this.notice.text = this.t(gone ? 'notice.forgotten' : 'notice.kept');
    this.changed();
  }

  /** As if nothing had ever been told. */
  empty() {
    this.kept?.leave();
    this.begin();
    this.case = {};
    this.names = {};
    this.own = null;
    this.workshop = null;
    this.message_lang = undefined;
    this.arrived = this.standing;
    this.kept?.know(this.ofShop);
  }

  /** Another tab has changed what is kept under a key of the browser's storage, or with `null` everything. */
  hear(key) {
    const { deleted, shop = {} } = this.kept?.heard(key) ?? {};
    if (deleted) this.deletedElsewhere();
    if (Object.keys(shop).length === 0) return;
    if ('own' in shop) this.own = shop.own ?? null;
    if ('workshop' in shop) this.workshop = shop.workshop ?? null;
    const { own, workshop } = this;
    // Undoing something of this tab does not undo what another has done.
    if (this.notice?.before) Object.assign(this.notice.before, { own, workshop });
    if (shop.lang && !this.fixed) this.speak(shop.lang);
    this.inForce();
  }

  /** Everything was deleted in another tab: this one does not bring it back by itself. */
  deletedElsewhere() {
    this.undoable(this.t('notice.forgotten'));
    this.empty();
    this.changed();
  }

  undo() {
    const { before } = this.notice;
    this.reset();
    this.notice = null;
    Object.assign(this, before);
    this.saved();
  }

  /** The answer in one line. */
  get headline() {
    const { status, remedy, possible } = this.advice;
    return status === 'open' ? this.t('open.title', { n: possible.length }) : remedy.title;
  }

  /** Puts the settings and the pack of the site around the page in force. */
  async adopt(shop) {
    // Without it the page says that the pack is not in force.
    if (shop?.pack) await wholeLibrary().catch(() => {});
    this.shop = shop;
    this.refresh();
  }

  /** Keeps a seller's own settings and rules, { title, pack, whole }, and puts `pack` in force; `whole` is all that
      was written. `null` takes them back. */
  async keepOwn(own) {
    if (rulesOf(own)) await wholeLibrary();
    this.own = own;
    this.saved();
  }

  /** Has the shop's own rules that have come from elsewhere be in force. */
  async inForce() {
    // Without it the page says that they are not.
    if (this.ownPack) await wholeLibrary().catch(() => {});
    this.refresh();
  }

  /** Those that were kept or are the site's, where what reads them is late. */
  settleRules() {
    if (this.ownPack && !engine.whole()) this.inForce();
  }

  /** Keeps what is being written of them; not in force. */
  keepWorkshop(pack) {
    this.workshop = pack;
    this.saved();
  }

  /** Asks again: time has passed. */
  refresh() {
    this.stale = true;
    this.changed();
  }

  /** Remembers where things stand, and says what has just happened. */
  undoable(text) {
    this.answer();
    const { names, message_lang, goodwill, draft, lost, own, workshop } = this;
    this.notice = { text, before: { case: this.case, names, message_lang, goodwill, draft, lost, own, workshop, done: new Set(this.done) } };
  }

  impossible(code, value) {
    return this.facts.get(code)?.values?.find((choice) => choice.code === String(value))?.possible === false;
  }

  /** The fact stated so far without which the library would call the value possible. */
  obstacle(code, value) {
    const others = Object.keys(this.case).filter((other) => other !== code && !PLACE.includes(other));
    return others.find((other) => {
      const { [other]: _, ...rest } = this.case;
      const fact = engine.form(this.lang, rest).facts.find((candidate) => candidate.code === code);
      return fact?.values?.find((choice) => choice.code === String(value))?.possible !== false;
    });
  }

  /** After a change: keeps it where the browser can, and has it shown. */
  saved() {
    this.stale = true;
    this.remember();
    this.changed();
  }

  remember() {
    if (!this.kept) return;
    const { case: told, message_lang, names, goodwill, draft, lost } = this;
    const state = { case: told, message_lang, names, goodwill, draft, lost, done: [...this.done] };
    const kept = this.kept.keepCase(state, this.touched);
    if (kept === undefined) this.deletedElsewhere();
    else this.keeps = this.kept.keepShop(this.ofShop) && kept;
  }

  /** What belongs to the shop, and is the same in all tabs. */
  get ofShop() {
    const { lang, message_lang, own, workshop } = this;
    return { lang, message_lang, own: own ?? undefined, workshop: workshop ?? undefined };
  }
}

/** Questions in the order to show: what was told stays where it was asked, so that nothing jumps; the
    library's order fills the other places. */
function arranged(before, told, asked) {
  const open = asked.filter((code) => !told.includes(code));
  const kept = before.map((code) => (told.includes(code) ? code : null));
  const late = told.filter((code) => !before.includes(code));
  const order = late.concat(kept.map((code) => code ?? open.shift()).filter(Boolean));
  return order.concat(open);
}

function pick(object, codes) {
  return Object.fromEntries(codes.filter((code) => code in object).map((code) => [code, object[code]]));
}
