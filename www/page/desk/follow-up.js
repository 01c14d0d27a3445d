// The message of a daily step, which is written on demand.

import { copyText } from '../dom/clipboard.js';

export class FollowUp {
  #desk;
  #written;

  constructor(desk) {
    this.#desk = desk;
  }

  /** The message of a daily step, { value } or { failed }, or neither while it is written. */
  of(key) {
    const { page } = this.#desk;
    const [, act] = key.split(':');
    const { now: _, ...timeless } = page.options;
    const inputs = JSON.stringify([key, page.case, timeless]);
    if (this.#written?.inputs === inputs) return this.#written;
    const written = { inputs };
    this.#written = written;
    page.loadExtras()
      .then(({ library }) => library())
      .then(({ check }) => { written.value = check(page.case, { acts: [act], follow_up: true }, page.options).message ?? null; })
      .catch(() => { written.failed = true; })
      .then(() => page.changed());
    return written;
  }

  /** Copies the message of a daily step, and counts the step as done. */
  async copy(key, message) {
    const { page, shown } = this.#desk;
    const letter = page.letter(message.text, message);
    const isCopied = await copyText(message.text, page.root);
    page.announce(page.t(`copy.${isCopied ? 'done' : 'failed'}`));
    if (!isCopied) return;
    await shown.record(letter);
    await shown.settle(key);
  }
}
