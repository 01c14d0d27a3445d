// What the page around an element states in its attributes. It goes before what was kept, and the person may
// change it afterwards.

/** Everything stated. `keep` is the name to keep the state under; without one nothing is kept. */
export function wishesOf(element) {
  const stated = (name) => element.getAttribute(name) ?? undefined;
  const ownDocument = element.matches('[standalone], [framed]');
  return {
    lang: stated('lang'),
    message_lang: stated('message-lang'),
    // Where nothing is stated, the language of another site's page is a better guess than the browser's.
    around: ownDocument ? undefined : element.parentElement?.closest('[lang]')?.lang,
    place: placeOf(element),
    case: caseOf(element),
    keep: element.hasAttribute('standalone') ? '' : stated('keep') || undefined,
  };
}

/** The facts of the seller's place. */
export function placeOf(element) {
  const stated = { platform: element.getAttribute('platform'), buyer_region: element.getAttribute('region') };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value));
}

/** The case in the attribute; undefined without one. What is no JSON is handed on: the library says so. */
export function caseOf(element) {
  const text = element.getAttribute('case');
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
