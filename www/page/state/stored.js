// The keys of the page in the browser's storage, and functions to read them, which never throw.

/** The key of the case. An element in another site's page adds a name. */
export const CASE = 'aftersales';

/** The key of the shop's rules, settings and languages. */
export const SHOP = 'aftersales-shop';

/** The name of the database and of the channel of the kept cases. */
export const CASES = 'aftersales-cases';

/** The key of how the columns of files are mapped. */
export const COLUMNS = 'aftersales-columns';

/** Matches every key of the page, its frames and its elements. */
export const OURS = /^aftersales(-shop|-columns)?(\.|$)/;

/** A key with the name of an element; the page itself has no name. */
export function keyOf(key, name) {
  return name ? `${key}.${name}` : key;
}

/** The object under a key: undefined without one, null if it cannot be read as an object. `area` is the name
    `localStorage` or `sessionStorage`, since browsers and hosts may forbid access to it. */
export function readStored(area, key) {
  try {
    const text = globalThis[area].getItem(key);
    if (text === null) return undefined;
    const value = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (failure) {
    return failure instanceof SyntaxError ? null : undefined;
  }
}

/** The case of this tab, or else the one used last. */
export function readCase(name) {
  const key = keyOf(CASE, name);
  return readStored('sessionStorage', key) ?? readStored('localStorage', key);
}

export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
