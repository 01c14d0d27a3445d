// Where this browser keeps what belongs to the page, and reading it: whatever stands there, nothing is thrown.

/** The case; an element in another site's page adds a name of its own. */
export const CASE = 'aftersales';

/** The shop's rules, settings and languages, apart from any case. */
export const SHOP = 'aftersales-shop';

/** Every key of this page, of its frames and of its elements. */
export const OURS = /^aftersales(-shop)?(\.|$)/;

/** A key with the name that an element has; the page itself has none. */
export function keyOf(key, name) {
  return name ? `${key}.${name}` : key;
}

/** The object under a key; undefined without one, and null for what cannot be read as one. `area` is `localStorage`
    or `sessionStorage`, by name: browsers and hosts may forbid even to touch it. */
export function stored(area, key) {
  try {
    const text = globalThis[area].getItem(key);
    if (text === null) return undefined;
    const value = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (failure) {
    return failure instanceof SyntaxError ? null : undefined;
  }
}

/** The case of this tab, else the one that was used last. */
export function storedCase(name) {
  const key = keyOf(CASE, name);
  return stored('sessionStorage', key) ?? stored('localStorage', key);
}

export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
