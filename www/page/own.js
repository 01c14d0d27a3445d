// A seller's own rules on their way in: read from a file, checked, and only then put in force. Whatever goes
// wrong, the rules that are in force stay.

import { library } from './library.js';

/** A file of rules is small; what is larger was chosen by mistake. */
export const LARGEST = 512 * 1024;

export class OwnRules {
  /** What was last read: { file, trouble } or { title, pack, audit, difference }. */
  candidate = null;

  constructor(page) {
    this.page = page;
  }

  async read(file) {
    this.#show({ file: file.name, working: true });
    const candidate = await this.#checked(file).catch(() => ({ trouble: 'unreadable' }));
    this.#show({ file: file.name, ...candidate });
  }

  /** Checks again in another language. */
  async retold() {
    const { candidate, page } = this;
    if (!candidate?.pack || candidate.lang === page.lang) return;
    candidate.lang = page.lang;
    this.#show({ ...candidate, ...(await this.#audited(candidate.pack)) });
  }

  use() {
    const { title, pack } = this.candidate;
    this.candidate = null;
    return this.page.keepOwn({ title, pack });
  }

  discard() {
    this.#show(null);
  }

  async #checked(file) {
    if (file.size > LARGEST) return { trouble: 'too_large' };
    const text = await file.text();
    let pack;
    try {
      pack = JSON.parse(text);
    } catch (failure) {
      // Where browsers say where it is, they say it like this.
      const [, line, column] = /line (\d+) column (\d+)/.exec(failure.message) ?? [];
      return { trouble: line ? 'not_json.at' : 'not_json', line, column };
    }
    return { title: titleOf(pack) ?? file.name, pack, ...(await this.#audited(pack)) };
  }

  async #audited(pack) {
    const { lang, now } = this.page;
    const { audit, difference } = await library();
    const options = { lang, now: now() };
    const found = audit(pack, options);
    const changes = found.problems.length === 0 ? difference(null, pack, options) : null;
    return { lang, audit: found, difference: changes };
  }

  #show(candidate) {
    this.candidate = candidate;
    this.page.changed();
  }
}

function titleOf(pack) {
  return [pack?.title, pack?.id].find((text) => typeof text === 'string' && text !== '');
}
