// The attributes of the element. They take precedence over what is stored, and the person may change them afterwards.

/** All attributes that state something. `keep` is the name to store the state under; without one nothing is stored. */
export function attributesOf(element) {
  const valueOf = (name) => element.getAttribute(name) ?? undefined;
  const ownDocument = element.matches('[standalone], [framed]');
  return {
    lang: valueOf('lang'),
    message_lang: valueOf('message-lang'),
    // Without an attribute, the language of the host's page is a better guess than the browser's.
    around: ownDocument ? undefined : element.parentElement?.closest('[lang]')?.lang,
    place: placeOf(element),
    case: caseOf(element),
    keep: element.hasAttribute('standalone') ? '' : valueOf('keep') || undefined,
  };
}

/** The facts of the seller's place that have attributes. */
export function placeOf(element) {
  const place = { platform: element.getAttribute('platform'), buyer_region: element.getAttribute('region') };
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value));
}

/** The case in the attribute; undefined without one. A text that is not JSON is returned as it is, and the library
    reports the problem. */
export function caseOf(element) {
  const text = element.getAttribute('case');
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
