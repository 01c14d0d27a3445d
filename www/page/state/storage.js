// Stores the state of one advisor in this browser. Each tab stores its own case, so that tabs do not overwrite one
// another. The case used last is stored, too, and the next tab starts with it, since phones open the page in a new tab
// each time. The state of the shop is shared by all tabs.

import { CASE, OURS, SHOP, isObject, keyOf, readStored } from './stored.js';

/** The version of the stored format. */
const VERSION = 1;

const AREAS = ['sessionStorage', 'localStorage'];

const isText = (value) => typeof value === 'string';

const isTexts = (value) => Array.isArray(value) && value.every(isText);

/** The parts of the stored case and of the stored shop, each with a check of its shape. `draft.of` is the subject of
    the message, and `workshop` the draft of the pack;
    `used` is how often each complaint was chosen. */
const CASE_PARTS = {
  case: isObject,
  names: (value) => isObject(value) && Object.values(value).every(isText),
  id: isText,
  done: isTexts,
  goodwill: isTexts,
  style: (value) => isObject(value) && Object.values(value).every(isText),
  draft: (value) => isObject(value) && [value.base, value.text, value.of].every(isText),
  lost: isText,
  message_lang: isText,
};
const SHOP_PARTS = {
  lang: isText,
  message_lang: isText,
  used: (value) => isObject(value) && Object.values(value).every(Number.isSafeInteger),
  own: (value) => isObject(value) && isText(value.title) && isObject(value.pack),
  workshop: isObject,
};

export class CaseStorage {
  #caseKey;
  #shopKey;
  /** An id created with the first stored case and removed when everything is deleted. A case with another mark was
      deleted. */
  #mark;
  /** The shop's parts as this tab last read or stored them, by name, as JSON. */
  #known = {};

  constructor(name) {
    this.name = name;
    this.#caseKey = keyOf(CASE, name);
    this.#shopKey = keyOf(SHOP, name);
  }

  /** The stored parts; `damaged` if some could not be read, `deleted` if another tab deleted the case of this tab. */
  load() {
    const last = readStored('localStorage', this.#caseKey);
    const own = readStored('sessionStorage', this.#caseKey);
    const deleted = own?.mark && own.mark !== last?.mark && !unmarked(last);
    this.#mark = unmarked(last) ? undefined : last?.mark;
    if (deleted) attempt(() => sessionStorage.removeItem(this.#caseKey));
    // A case without a mark may have the shop's parts beside it.
    const shop = readStored('localStorage', this.#shopKey) ?? (unmarked(last) ? last : undefined);
    const read = [parts((!deleted && own) || last, CASE_PARTS), parts(shop, SHOP_PARTS)];
    if (unmarked(last) && this.saveShop(read[1].sound)) this.saveCase(read[0].sound, true);
    return { ...read[1].sound, ...read[0].sound, deleted, damaged: read.some(({ damaged }) => damaged) };
  }

  /** Stores the case of this tab, and as the one used last if it was `used`. Returns whether that worked, or undefined
      if another tab has deleted everything. */
  saveCase(parts, used) {
    const last = readStored('localStorage', this.#caseKey);
    if (this.#isDeleted(last)) return undefined;
    const found = unmarked(last) ? undefined : last?.mark;
    const mark = this.#mark ?? found ?? `${Date.now()}-${Math.random()}`;
    const all = { version: VERSION, mark, ...parts };
    const saved = (!used && Boolean(found)) || put('localStorage', this.#caseKey, used ? all : { ...last, version: VERSION, mark });
    if (saved) this.#mark = mark;
    // A mark that is not in local storage would look deleted.
    put('sessionStorage', this.#caseKey, saved ? all : { ...all, mark: undefined });
    return saved;
  }

  /** Stores the shop's parts that this tab changed. Another tab may have stored the others since. */
  saveShop(parts) {
    const changed = Object.keys(SHOP_PARTS).filter((part) => JSON.stringify(parts[part]) !== this.#known[part]);
    if (changed.length === 0) return true;
    const stored = readStored('localStorage', this.#shopKey);
    const changes = Object.fromEntries(changed.map((part) => [part, parts[part]]));
    const saved = put('localStorage', this.#shopKey, { ...stored, version: VERSION, ...changes });
    if (saved) this.setKnown(parts);
    return saved;
  }

  /** Records the shop's parts, so that only changes are stored. */
  setKnown(parts) {
    for (const part of Object.keys(SHOP_PARTS)) this.#known[part] = JSON.stringify(parts[part]);
  }

  /** What another tab changed under a key, or under all keys with `null`: `{ deleted }`, or `{ shop }` with the changed
      parts. */
  changesTo(key) {
    if (key !== null && key !== this.#caseKey && key !== this.#shopKey) return {};
    if (this.#isDeleted(readStored('localStorage', this.#caseKey))) return { deleted: true };
    if (key === this.#caseKey) return {};
    const { sound } = parts(readStored('localStorage', this.#shopKey), SHOP_PARTS);
    const changed = Object.keys(SHOP_PARTS).filter((part) => JSON.stringify(sound[part]) !== this.#known[part]);
    this.setKnown(sound);
    return { shop: Object.fromEntries(changed.map((part) => [part, sound[part]])) };
  }

  /** Removes this tab's case after everything was deleted. */
  clearTab() {
    attempt(() => sessionStorage.removeItem(this.#caseKey));
    this.#mark = undefined;
    this.#known = {};
  }

  #isDeleted(last) {
    return Boolean(this.#mark) && this.#mark !== last?.mark && !unmarked(last);
  }
}

/** Deletes everything stored under a name. Without a name, as on the page itself, everything of its frames and
    elements, too. Returns whether it is deleted. */
export function deleteStored(name) {
  const isOurs = (key) => (name ? [keyOf(CASE, name), keyOf(SHOP, name)].includes(key) : OURS.test(key));
  return AREAS.every((area) => {
    // A storage without access holds nothing of the page.
    const storage = attempt(() => globalThis[area]);
    const ours = () => Object.keys(storage ?? {}).filter(isOurs);
    for (const key of ours()) attempt(() => storage.removeItem(key));
    return ours().length === 0;
  });
}

/** Deletes the case stored under a name, but not the shop's parts. */
export function deleteCase(name) {
  for (const area of AREAS) attempt(() => globalThis[area].removeItem(keyOf(CASE, name)));
}

/** Whether a stored case has no mark, as from an earlier version of the page. */
function unmarked(last) {
  return Boolean(last) && !isText(last.mark);
}

/** The parts of the right shape, and whether there were others. */
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
