// Writes changed cases into the store, one after another. What fails waits for the next change.

export class WriteQueue {
  #store;
  #follow;
  #waiting = new Map();
  #writing;

  /** Whether something may not be stored yet. */
  isUnwritten = false;

  /** `stored(id, kept)` is called after a case was stored, with what is known of it then; `done()` when nothing waits any
      more, and `failed(failure)` when something still does. */
  constructor(store, follow) {
    this.#store = store;
    this.#follow = follow;
  }

  /** The version of a case that waits to be stored, if one does. */
  waiting(id) {
    return this.#waiting.get(id);
  }

  /** Stores a case. Resolves when nothing is being written any more. */
  write(kept) {
    this.#waiting.set(kept.id, kept);
    this.#writing ??= this.#writeWaiting();
    return this.#writing;
  }

  /** Forgets what waits of a case. */
  drop(id) {
    this.#waiting.delete(id);
  }

  /** Resolves when nothing is being written. */
  idle() {
    return this.#writing;
  }

  /** Writes the cases that wait for it, those too that change meanwhile. */
  async #writeWaiting() {
    this.isUnwritten = true;
    try {
      while (this.#waiting.size > 0) {
        const [[id, written]] = this.#waiting;
        const stored = await this.#store.put(written);
        const later = this.#waiting.get(id);
        // What was merged from another tab, unless this tab has gone on.
        if (later === written) this.#waiting.delete(id);
        else if (later) this.#waiting.set(id, { ...later, revision: stored.revision });
        this.#follow.stored(id, this.#waiting.get(id) ?? stored);
      }
      // Before `done`, since a case that comes then would wait in vain.
      this.#writing = undefined;
      this.isUnwritten = false;
      this.#follow.done();
    } catch (failure) {
      this.#writing = undefined;
      this.#follow.failed(failure);
    }
  }
}
