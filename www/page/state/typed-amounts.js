// Amounts as the person types them, which may not be readable yet.

export class TypedAmounts {
  #typed = {};
  #read;

  /** `read(text, currency)` returns the amount in a text, if it can be read. */
  constructor(read) {
    this.#read = read;
  }

  /** Keeps a text and returns its amount, in the currency that it names or else in this one. */
  type(code, text, currency) {
    const read = this.#read(text, currency);
    this.#typed[code] = { text, currency: read?.currency ?? currency, wrong: text.trim() !== '' && !read };
    return read ?? undefined;
  }

  /** The text and currency of a field, of which `stated` is the fact. */
  shown(code, stated, digitsOf) {
    const { minor, currency } = stated ?? {};
    if (this.#typed[code]) return this.#typed[code];
    // An invalid amount, as from a link, is shown by its problem.
    return { text: minor >= 0 && Number.isInteger(minor) ? plainAmount(minor, digitsOf(currency)) : '', currency };
  }
}

/** An amount as a person types it: 12950 with two digits is "129.50", 12900 is "129". */
export function plainAmount(minor, digits) {
  const text = String(minor).padStart(digits + 1, '0');
  const [whole, rest] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return Number(rest) === 0 ? whole : `${whole}.${rest}`;
}
