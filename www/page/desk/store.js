// The kept cases in this browser's database. All tabs share it, and a change in one is reported to the others.

import { DAY, isToErase, erased, merged, NEVER, newCase, sound } from './kept-case.js';
import { deleteDB, openDB } from '../vendor/idb.js';
import { CASES } from '../state/stored.js';

/** The version of the database's stores and indexes. */
const VERSION = 1;
const STORE = 'cases';
const SETTINGS = 'settings';
/** The index of the list: open and closed cases, each by what is due next. Its last key makes every place in it unique. */
const LISTED = 'listed';
const KEYS = ['open', 'due', 'recent', 'id'];
/** The key of the only record of settings. */
const DESK = 'desk';
/** Number of cases that are read at once when all are searched. */
const CHUNK = 500;
/** Milliseconds that the browser may take to open the database; some never do. */
const OPENING = 8000;
/** Written to disk before a change counts as stored. */
const DURABLE = { durability: 'strict' };

export class CaseStore {
  #opening;
  #channel;

  /** `changed` is called with what another tab changed: `{ id }` for a case, or `{}`. */
  constructor(changed) {
    this.#channel = globalThis.BroadcastChannel && new BroadcastChannel(CASES);
    this.#channel?.addEventListener('message', ({ data }) => changed(data));
  }

  /** The database. It is opened on first use, and again after another tab had it closed. */
  get #database() {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open() {
    const again = () => {
      this.#opening = undefined;
    };
    try {
      const opening = openDB(CASES, VERSION, {
        upgrade(upgraded) {
          upgraded.createObjectStore(STORE, { keyPath: 'id' }).createIndex(LISTED, KEYS);
          upgraded.createObjectStore(SETTINGS);
        },
        // Another tab deletes everything, or has a later version.
        blocking() {
          again();
          opening.then((database) => database.close());
        },
        terminated: again,
      });
      const database = await inTime(opening);
      if (database.objectStoreNames.contains(STORE)) return database;
      // A database that something else has made holds nothing of the page.
      database.close();
      await deleteDB(CASES);
      return this.#open();
    } catch (failure) {
      again();
      throw failure;
    }
  }

  /** A case by its id; undefined if there is none. */
  async get(id) {
    const found = await (await this.#database).get(STORE, id);
    return found && (sound(found) ?? undefined);
  }

  /** Stores a case. If another tab has stored it since it was read, both are merged. Returns what is stored. */
  async put(kept) {
    const work = (await this.#database).transaction(STORE, 'readwrite', DURABLE);
    const stored = sound(await work.store.get(kept.id));
    const other = stored && stored.revision > kept.revision;
    const next = { ...(other ? merged(stored, kept) : kept) };
    next.revision = Math.max(stored?.revision ?? 0, kept.revision) + 1;
    await Promise.all([work.store.put(next), work.done]);
    this.#channel?.postMessage({ id: next.id });
    return next;
  }

  /** Adds cases of a file, or of a deletion that is undone. One that is known is joined with what is here. Returns how many
      of them are new and how many changed. */
  async add(cases, join = merged) {
    const work = (await this.#database).transaction(STORE, 'readwrite', DURABLE);
    const counts = { added: 0, updated: 0 };
    for (const kept of cases) {
      const stored = sound(await work.store.get(kept.id));
      const next = stored ? join(stored, kept) : kept;
      if (stored && sameCase(stored, next)) continue;
      await work.store.put({ ...next, revision: next.revision + 1 });
      counts[stored ? 'updated' : 'added'] += 1;
    }
    await work.done;
    this.#channel?.postMessage({});
    return counts;
  }

  async remove(id) {
    await (await this.#database).delete(STORE, id);
    this.#channel?.postMessage({ id });
  }

  /** The first cases of the list of open or closed ones that a test finds, at most `limit`, and whether there are more. */
  async list(open, limit, fits) {
    const found = [];
    const count = fits ? CHUNK : limit + 1;
    let after = [open];
    for (;;) {
      const range = IDBKeyRange.bound(after, [open, NEVER + 1], true);
      const chunk = await (await this.#database).getAllFromIndex(STORE, LISTED, range, count);
      found.push(...valid(chunk).filter((kept) => !fits || fits(kept)));
      if (found.length > limit || chunk.length < count) return { cases: found.slice(0, limit), more: found.length > limit };
      after = KEYS.map((key) => chunk.at(-1)[key]);
    }
  }

  /** Every case, open and closed. */
  async all() {
    return valid(await (await this.#database).getAll(STORE));
  }

  /** How many cases there are, and in how many of the open ones something is due before an instant. */
  async count(before) {
    const work = (await this.#database).transaction(STORE);
    const index = work.store.index(LISTED);
    const open = IDBKeyRange.bound([1], [1, NEVER + 1]);
    const due = IDBKeyRange.bound([1], [1, before]);
    const [all, opened, dueNow] = await Promise.all([work.store.count(), index.count(open), index.count(due)]);
    return { all, open: opened, due: dueNow };
  }

  /** Erases what is about the buyers from cases that were closed some days ago. */
  async eraseOld(now, days) {
    const before = now - days * DAY;
    const work = (await this.#database).transaction(STORE, 'readwrite');
    const closed = IDBKeyRange.bound([0, -before], [0, NEVER]);
    for await (const cursor of work.store.index(LISTED).iterate(closed)) {
      const kept = sound(cursor.value);
      if (kept && isToErase(kept, before)) await cursor.update(erased(kept));
    }
    await work.done;
  }

  /** Deletes all cases and the settings. */
  async clear() {
    const work = (await this.#database).transaction([STORE, SETTINGS], 'readwrite', DURABLE);
    await Promise.all([work.objectStore(STORE).clear(), work.objectStore(SETTINGS).clear(), work.done]);
    this.#channel?.postMessage({});
  }

  /** The settings of the desk. */
  async settings() {
    return (await (await this.#database).get(SETTINGS, DESK)) ?? {};
  }

  async saveSettings(settings) {
    await (await this.#database).put(SETTINGS, settings, DESK);
    this.#channel?.postMessage({});
  }
}

/** The database once it is open; rejects if that takes too long. */
function inTime(opening) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException('The database does not open.', 'TimeoutError')), OPENING);
    opening.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function valid(found) {
  return found.map(sound).filter(Boolean);
}

/** Whether two versions of a case say the same. */
function sameCase(one, other) {
  return JSON.stringify({ ...newCase(one.id, 0), ...one, revision: 0 }) === JSON.stringify({ ...newCase(other.id, 0), ...other, revision: 0 });
}
