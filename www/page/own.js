// A seller's own settings and rules on their way in: from a file or from the forms, checked, and only then put in
// force. Whatever goes wrong, what is in force stays.

import { library } from './library.js';
import { said } from './said.js';
import { saveFile } from './save-file.js';
import { Workshop } from './workshop.js';

/** A file of rules is small; what is larger was chosen by mistake. */
export const LARGEST = 512 * 1024;

export class OwnRules {
  /** What was last checked: { file, trouble } or { title, pack, admission, audit, difference }. */
  candidate = null;

  constructor(page) {
    this.page = page;
    this.workshop = new Workshop(page);
  }

  async read(file) {
    this.#show({ file: file.name, working: true });
    const candidate = await this.#checkedFile(file).catch(() => ({ trouble: 'unreadable' }));
    this.#show({ file: file.name, ...candidate });
  }

  /** Checks what stands in the forms. */
  async check() {
    const { pack } = this.workshop;
    this.#show({ working: true });
    const candidate = await this.#checked(pack).catch(() => ({ trouble: 'unchecked' }));
    this.#show(candidate);
    this.page.show('.candidate h3', 'start');
    this.page.changed();
  }

  /** Checks again in another language. */
  async retold() {
    const { candidate, page } = this;
    if (!candidate?.pack || candidate.lang === page.lang) return;
    candidate.lang = page.lang;
    this.#show({ ...candidate, ...(await this.#checked(candidate.pack, candidate.read)) });
  }

  /** Puts in force what may be; all that was written is kept. */
  async use() {
    const { page } = this;
    const { title, pack, admitted } = this.candidate;
    this.candidate = null;
    page.undoable('');
    const { before } = page.notice;
    await page.keepOwn({ title, pack: admitted, whole: pack });
    page.keepWorkshop(null);
    const { lang, message_lang } = admitted.settings ?? {};
    if (page.languages.includes(lang)) await page.speak(lang);
    if (page.languages.includes(message_lang)) await page.write(message_lang);
    page.notice = { text: said(page, 'own.used'), before };
    page.changed();
  }

  stop() {
    this.page.undoable(said(this.page, 'own.stopped'));
    // What was written stays in the forms.
    const { pack } = this.workshop;
    this.page.keepOwn(null);
    this.page.keepWorkshop(pack);
  }

  /** Goes on in the forms with what came from a file. */
  edit() {
    this.workshop.take(this.candidate.pack);
    this.discard();
  }

  discard() {
    this.#show(null);
  }

  /** Saves all that was written, as a pack or as a spreadsheet. */
  async save(kind) {
    const { pack } = this.workshop;
    const name = `${pack.id || 'my-shop'}.${kind}`;
    if (kind === 'json') saveFile(name, 'application/json', `${JSON.stringify(pack, null, 2)}\n`);
    else {
      const { pack_to_csv } = await library();
      saveFile(name, 'text/csv', pack_to_csv(pack));
    }
  }

  async #checkedFile(file) {
    if (file.size > LARGEST) return { trouble: 'too_large', size: file.size };
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
      // Where browsers say where it is, they say it like this.
      const [, line, column] = /line (\d+) column (\d+)/.exec(failure.message) ?? [];
      return { trouble: line ? 'not_json.at' : 'not_json', line, column };
    }
  }

  /** `read` is what was read as a spreadsheet: its mistakes have rows and columns. */
  async #checked(pack, read) {
    const { lang, now } = this.page;
    const functions = await library();
    const options = { lang, now: now() };
    const admission = functions.admit(pack, options);
    const problems = read ? functions.pack_from_csv(read.text, { lang }).problems : admission.problems;
    const found = { lang, pack, read, admission, problems, title: titleOf(pack, this.page) };
    if (!Array.isArray(pack?.rules)) return found;
    const admitted = { ...pack, rules: pack.rules.filter((_, at) => admission.standing.includes(at)) };
    const some = admitted.rules.length > 0;
    return {
      ...found,
      admitted,
      // Settings alone change no rule.
      audit: some ? functions.audit(admitted, options) : null,
      difference: some ? functions.difference(null, admitted, options) : null,
    };
  }

  #show(candidate) {
    this.candidate = candidate;
    this.page.changed();
  }
}

function titleOf(pack, page) {
  return [pack?.title, pack?.id].find((text) => typeof text === 'string' && text !== '') ?? said(page, 'policy.own');
}
