// The languages of the page and of the message, and whether their words are loaded.

import { engine } from '../library/engine.js';
import { languageTable, placeTable } from '../language-table.js';
import { loadWords } from '../library/loading.js';
import { wordsOf } from '../library/words-of.js';
import { fillSlots } from '../dom/words.js';

/** The tag of the first of these tags that is served: a language, or a place where one is written otherwise. */
export function messageTag(...tags) {
  return placeTable[tags[0]] ? tags[0] : engine.preferred_language(tags);
}

/** Milliseconds after an answer at which the words of other places are requested. */
const LATER = 2000;

export class Languages {
  /** The tags of all languages that ship. */
  all = [...engine.languages()];
  #requested = {};
  #texts;
  #textsFor;
  #loading = false;
  #readyFor = [];
  #completed;

  /** `fixed` says whether the host chose the language of the page. */
  constructor({ lang, message_lang, fixed }) {
    this.lang = lang;
    this.message_lang = message_lang;
    this.fixed = fixed;
  }

  /** A text of the page in the reader's language. */
  t(key, slots) {
    return fillSlots(this.#texts, key, slots);
  }

  /** Reads the texts of the page. They change when the words of answers are loaded. */
  update() {
    const key = `${this.lang} ${engine.has_words(this.lang, {})}`;
    if (this.#textsFor === key) return;
    this.#textsFor = key;
    this.#texts = engine.words(this.lang);
  }

  /** The languages of page and message that have words, with what is read in them: reasons of a case in the language of
      the page. Without words the message uses that, too. */
  #used(facts) {
    const used = [[this.lang, facts], [wordsOf(this.message_lang ?? this.lang), {}]];
    return used.filter(([lang]) => engine.has_words(lang));
  }

  /** Whether the words of the answer to a case are loaded. Asked often while the page is drawn. */
  areReady(facts) {
    const used = this.#used(facts);
    const asked = [facts, this.lang, this.message_lang, used.length];
    if (asked.every((value, at) => value === this.#readyFor[at])) return true;
    const ready = used.every(([lang, needed]) => engine.has_words(lang, needed));
    if (ready) this.#readyFor = asked;
    return ready;
  }

  /** Loads the words of the answer to a case. Resolves to `undefined` if there was nothing to load, to the language that
      could not be loaded, or to null. */
  async loadAnswerWords(facts) {
    if (this.#loading || this.areReady(facts)) return undefined;
    this.#loading = true;
    const { lang } = this;
    const loads = this.#used(facts).map(([used, needed]) => loadWords(used, needed).then(() => null, () => used));
    const failed = (await Promise.all(loads)).find(Boolean);
    this.#loading = false;
    if (failed && failed !== lang) this.message_lang = undefined;
    return failed ?? null;
  }

  /** Loads the words of all places in the language of the page. Rejects if they cannot be loaded. */
  loadAllWords() {
    return loadWords(this.lang, null);
  }

  /** Loads them some time after an answer, so that another place is answered at once. */
  completeLater() {
    if (this.#completed === this.lang) return;
    this.#completed = this.lang;
    setTimeout(() => this.loadAllWords().catch(() => { this.#completed = undefined; }), LATER);
  }

  /** Changes `lang` or `message_lang` once the words are loaded. Until then, and if they fail to load, nothing changes.
      `inUse` returns what words are needed, as the engine loads them. Resolves to whether it changed, or to `undefined`
      if another language was chosen meanwhile. */
  async change(which, lang, inUse) {
    this.#requested[which] = lang;
    // A message has no reasons.
    const needed = () => (which === 'message_lang' && inUse() ? {} : inUse());
    const loaded = await loadWords(wordsOf(lang), needed())
      // The case may have been stated while the words were loading.
      .then(() => loadWords(wordsOf(lang), needed()))
      .then(() => true, () => false);
    if (this.#requested[which] !== lang) return undefined;
    if (loaded) this[which] = lang;
    return loaded;
  }

  /** The shipped languages that a host's attributes ask for, by `lang` and `message_lang`, where they differ from those
      in use. A language without an attribute stays. */
  requestedBy(attributes) {
    const wanted = ['lang', 'message_lang'].filter((which) => attributes[which]);
    const shipped = wanted.map((which) => [which, which === 'lang' ? engine.preferred_language([attributes.lang, this.lang]) : messageTag(attributes[which], this[which], this.lang)]);
    return shipped.filter(([which, tag]) => tag !== this[which]);
  }

  /** The tag of a message in a language: that of the chosen place, if it lies over the language. */
  messageTag(lang) {
    return wordsOf(this.message_lang) === lang ? this.message_lang : lang;
  }

  /** The name of a language, in itself. */
  nameOf(lang) {
    return (placeTable[lang] ?? languageTable[lang]).name;
  }
}
