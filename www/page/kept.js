// What one advisor keeps in this browser. Each tab keeps its own case, so that two never overwrite one another; the
// case used last is kept beside it for the next tab to begin with, since a phone opens the page in a new one each
// time. What belongs to the shop is the same for all tabs.

import { CASE, OURS, SHOP, isObject, keyOf, stored } from './stored.js';

/** The shape in which everything is kept. */
const VERSION = 1;

const AREAS = ['sessionStorage', 'localStorage'];

const isText = (value) => typeof value === 'string';

const isTexts = (value) => Array.isArray(value) && value.every(isText);

/** The parts of a case, and of what belongs to the shop, with the test of their shape. */
const OF_CASE = {
  case: isObject,
  names: (value) => isObject(value) && Object.values(value).every(isText),
  done: isTexts,
  goodwill: isTexts,
  draft: (value) => isObject(value) && [value.base, value.text, value.of].every(isText),
  lost: isText,
  message_lang: isText,
};
const OF_SHOP = {
  lang: isText,
  message_lang: isText,
  own: (value) => isObject(value) && isText(value.title) && isObject(value.pack),
  workshop: isObject,
};

export class Kept {
  #caseKey;
  #shopKey;
  /** Made with the first thing kept, and gone when everything is deleted: what another mark is on was deleted. */
  #mark;
  /** The shop's parts as this tab last knew them to be kept, by name, as JSON. */
  #known = {};

  constructor(name) {
    this.name = name;
    this.#caseKey = keyOf(CASE, name);
    this.#shopKey = keyOf(SHOP, name);
  }

  /** What is there to begin with; `damaged` if some of it could not be read, `deleted` if the case of this tab was
      deleted by another. */
  begin() {
    const last = stored('localStorage', this.#caseKey);
    const own = stored('sessionStorage', this.#caseKey);
    const deleted = own?.mark && own.mark !== last?.mark && !unmarked(last);
    this.#mark = unmarked(last) ? undefined : last?.mark;
    if (deleted) attempt(() => sessionStorage.removeItem(this.#caseKey));
    // Before there was a key for it, the shop's part stood beside the case.
    const shop = stored('localStorage', this.#shopKey) ?? (unmarked(last) ? last : undefined);
    const read = [parts((!deleted && own) || last, OF_CASE), parts(shop, OF_SHOP)];
    if (unmarked(last) && this.keepShop(read[1].sound)) this.keepCase(read[0].sound, true);
    return { ...read[1].sound, ...read[0].sound, deleted, damaged: read.some(({ damaged }) => damaged) };
  }

  /** Keeps the case of this tab, and as the one used last if it was `used`. Returns whether that worked;
      `undefined` where everything was deleted meanwhile, by another tab. */
  keepCase(parts, used) {
    const last = stored('localStorage', this.#caseKey);
    if (this.#isDeleted(last)) return undefined;
    const found = unmarked(last) ? undefined : last?.mark;
    const mark = this.#mark ?? found ?? `${Date.now()}-${Math.random()}`;
    const all = { version: VERSION, mark, ...parts };
    const kept = (!used && Boolean(found)) || put('localStorage', this.#caseKey, used ? all : { ...last, version: VERSION, mark });
    if (kept) this.#mark = mark;
    // Without the other it has no mark, or it would look deleted.
    put('sessionStorage', this.#caseKey, kept ? all : { ...all, mark: undefined });
    return kept;
  }

  /** Keeps those parts of the shop's that differ from what this tab knows; the others may be newer there. */
  keepShop(parts) {
    const changed = Object.keys(OF_SHOP).filter((part) => JSON.stringify(parts[part]) !== this.#known[part]);
    if (changed.length === 0) return true;
    const there = stored('localStorage', this.#shopKey);
    const those = Object.fromEntries(changed.map((part) => [part, parts[part]]));
    const kept = put('localStorage', this.#shopKey, { ...there, version: VERSION, ...those });
    if (kept) this.know(parts);
    return kept;
  }

  /** Takes note of the shop's parts as they are, so that only changes are kept. */
  know(parts) {
    for (const part of Object.keys(OF_SHOP)) this.#known[part] = JSON.stringify(parts[part]);
  }

  /** What another tab has done to a key, or to all with `null`: `{ deleted }`, or the shop's parts that it changed. */
  heard(key) {
    if (key !== null && key !== this.#caseKey && key !== this.#shopKey) return {};
    if (this.#isDeleted(stored('localStorage', this.#caseKey))) return { deleted: true };
    if (key === this.#caseKey) return {};
    const { sound } = parts(stored('localStorage', this.#shopKey), OF_SHOP);
    const changed = Object.keys(OF_SHOP).filter((part) => JSON.stringify(sound[part]) !== this.#known[part]);
    this.know(sound);
    return { shop: Object.fromEntries(changed.map((part) => [part, sound[part]])) };
  }

  /** Forgets this tab's own case, because everything was deleted by another. */
  leave() {
    attempt(() => sessionStorage.removeItem(this.#caseKey));
    this.#mark = undefined;
    this.#known = {};
  }

  #isDeleted(last) {
    return Boolean(this.#mark) && this.#mark !== last?.mark && !unmarked(last);
  }
}

/** Deletes all that is kept under a name; by the page, which has none, also that of its frames and elements. Returns
    whether it is gone. */
export function wipe(name) {
  const goes = (key) => (name ? [keyOf(CASE, name), keyOf(SHOP, name)].includes(key) : OURS.test(key));
  return AREAS.every((area) => {
    // What may not be touched holds nothing of ours.
    const storage = attempt(() => globalThis[area]);
    const ours = () => Object.keys(storage ?? {}).filter(goes);
    for (const key of ours()) attempt(() => storage.removeItem(key));
    return ours().length === 0;
  });
}

/** Deletes the case that is kept under a name; the shop's part stays. */
export function forgetCase(name) {
  for (const area of AREAS) attempt(() => globalThis[area].removeItem(keyOf(CASE, name)));
}

/** Kept without a mark: by an earlier version of this page. */
function unmarked(last) {
  return Boolean(last) && !isText(last.mark);
}

/** The parts of the right shape; whether there were others. */
function parts(found, shapes) {
  const sound = {};
  let damaged = found === null;
  for (const [part, fits] of Object.entries(shapes)) {
    const value = found?.[part] ?? undefined;
    if (value === undefined) continue;
    if (fits(value)) sound[part] = value;
    else damaged = true;
  }
  return { sound, damaged };
}

function put(area, key, value) {
  return attempt(() => {
    globalThis[area].setItem(key, JSON.stringify(value));
    return true;
  }) ?? false;
}

function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
