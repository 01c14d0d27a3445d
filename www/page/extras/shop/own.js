// Checks a seller's settings and rules, from a file or from the forms, and puts them in force. If a check fails, the
// pack in force stays.

import { codesTable } from './codes-table.js';
import { engine } from '../../library/engine.js';
import { library } from '../../library/library.js';
import { PackDraft } from './pack-draft.js';
import { saveFile } from '../../dom/save-file.js';
import { admit, pause } from '../../library/slices.js';
import { t } from '../texts.js';

/** The maximum size of a file of rules in bytes. */
export const MAX_FILE_SIZE = 512 * 1024;

/** An example of a pack. */
export const EXAMPLE = {
  id: 'my-shop',
  layer: 'shop',
  title: 'My shop',
  rules: [{
    id: 'my-shop-replace-broken',
    when: { complaint: 'damaged', order_state: 'delivered', evidence: 'confirmed' },
    remedy: 'replace_damaged',
    sources: [{ title: 'Our handbook', locator: '2' }],
  }],
};

export class OwnRules {
  /** The pack that was checked last: { file, trouble } or { title, pack, admission, audit, difference }. */
  candidate = null;

  constructor(page) {
    this.page = page;
    this.packDraft = new PackDraft(page);
  }

  async read(file) {
    this.#show({ file: file.name, working: true });
    const candidate = await this.#checkedFile(file).catch(() => ({ trouble: 'unreadable' }));
    this.#show({ file: file.name, ...candidate });
  }

  /** Checks the pack in the forms. */
  async check() {
    const { pack } = this.packDraft;
    this.#show({ working: true });
    const candidate = await this.#checked(pack).catch(() => ({ trouble: 'unchecked' }));
    this.#show(candidate);
    this.page.focusOn('.candidate h3', 'start');
    this.page.changed();
  }

  /** Checks again after the language of the page changed. */
  async updateLanguage() {
    const { candidate, page } = this;
    if (!candidate?.pack || candidate.lang === page.lang) return;
    candidate.lang = page.lang;
    this.#show({ ...candidate, ...(await this.#checked(candidate.pack, candidate.read)) });
  }

  /** Puts the admitted rules in force and stores the whole pack. */
  async use() {
    const { page } = this;
    const { title, pack, admitted } = this.candidate;
    this.candidate = null;
    page.offerUndo('');
    const { before } = page.notice;
    await page.saveOwnPack({ title, pack: admitted, whole: pack });
    page.savePackDraft(null);
    const { lang, message_lang } = admitted.settings ?? {};
    if (page.languages.all.includes(lang)) await page.setLang(lang);
    if (page.languages.all.includes(message_lang)) await page.setMessageLang(message_lang);
    page.notice = { text: t(page, 'own.used'), before };
    page.changed();
  }

  stop() {
    this.page.offerUndo(t(this.page, 'own.stopped'));
    // The pack stays in the forms.
    const { pack } = this.packDraft;
    this.page.saveOwnPack(null);
    this.page.savePackDraft(pack);
  }

  /** Opens the pack of a file in the forms. */
  edit() {
    this.packDraft.load(this.candidate.pack);
    this.discard();
  }

  discard() {
    this.#show(null);
  }

  /** Saves the pack in the forms as JSON or as a spreadsheet, or what a spreadsheet is written from: a `template` with
      an example, and the `codes` of facts, remedies and acts. */
  async save(kind) {
    const { pack } = this.packDraft;
    const name = pack.id || EXAMPLE.id;
    if (kind === 'json') {
      saveFile(`${name}.json`, 'application/json', `${JSON.stringify(pack, null, 2)}\n`);
      return;
    }
    const { choices, pack_to_csv } = await library();
    const { lang } = this.page;
    if (kind === 'codes') saveFile('aftersales-codes.csv', 'text/csv', codesTable(engine.form(lang), choices(lang)));
    else if (kind === 'template') saveFile('aftersales-template.csv', 'text/csv', pack_to_csv(EXAMPLE));
    else saveFile(`${name}.csv`, 'text/csv', pack_to_csv(pack));
  }

  async #checkedFile(file) {
    if (file.size > MAX_FILE_SIZE) return { trouble: 'too_large', size: file.size };
    const text = await file.text();
    if (/\.(csv|tsv|txt)$/i.test(file.name)) {
      const { pack_from_csv } = await library();
      const { pack, problems } = pack_from_csv(text, { lang: this.page.lang });
      return this.#checked(pack, { text, problems });
    }
    try {
      return await this.#checked(JSON.parse(text));
    } catch (failure) {
      if (!(failure instanceof SyntaxError)) throw failure;
      // Some browsers report the position in this format.
      const [, line, column] = /line (\d+) column (\d+)/.exec(failure.message) ?? [];
      return { trouble: line ? 'not_json.at' : 'not_json', line, column };
    }
  }

  /** Checks a pack. `read` is the spreadsheet that it was read from, whose problems have rows and columns. */
  async #checked(pack, read) {
    const { lang, now } = this.page;
    const functions = await library();
    const options = { lang, now: now() };
    const shop = functions.shop(pack, options);
    await admit(shop, options);
    const { admission } = shop;
    const problems = read ? functions.pack_from_csv(read.text, { lang }).problems : admission.problems;
    const found = { lang, pack, read, admission, problems, title: titleOf(pack, this.page) };
    if (!Array.isArray(pack?.rules)) return found;
    const admitted = { ...pack, rules: pack.rules.filter((_, at) => admission.standing.includes(at)) };
    // Settings alone change no remedy.
    if (admitted.rules.length === 0) return { ...found, admitted, audit: null, difference: null };
    await pause();
    const audit = functions.audit(admitted, options);
    await pause();
    return { ...found, admitted, audit, difference: functions.difference(null, admitted, options) };
  }

  #show(candidate) {
    this.candidate = candidate;
    this.page.changed();
  }
}

function titleOf(pack, page) {
  return [pack?.title, pack?.id].find((text) => typeof text === 'string' && text !== '') ?? t(page, 'policy.own');
}
