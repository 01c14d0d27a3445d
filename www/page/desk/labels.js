// The labels of marketplaces and complaints in the page's language.

import { engine } from '../library/engine.js';

const known = new Map();

/** { platform, complaint }, each a map of codes to labels. */
export function labelsOf({ lang }) {
  if (!known.has(lang)) {
    const { facts } = engine.form(lang, {});
    const labels = (code) => new Map(facts.find((fact) => fact.code === code).values.map((value) => [value.code, value.label]));
    known.set(lang, { platform: labels('platform'), complaint: labels('complaint') });
  }
  return known.get(lang);
}
