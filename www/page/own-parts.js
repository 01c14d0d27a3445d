// What a pack of a seller's own consists of, in words: how many rules, and which settings.

import { said } from './said.js';
import { listed } from './words.js';

/** By setting: the key of its label. */
const SETTINGS = {
  high_value: 'shop.high_value', coupon: 'wipe.coupon', partial_refund: 'wipe.partial_refund', coupon_most: 'shop.coupon_most',
  goodwill: 'shop.goodwill', gift: 'wipe.gift', signature: 'shop.signature', hours: 'wipe.hours', lang: 'shop.languages', message_lang: 'shop.languages',
};

export function partsOf(page, pack) {
  const { rules = [], settings } = pack;
  const named = settingsIn(page, settings);
  return listed(page, [
    rules.length > 0 && said(page, 'wipe.rules', { n: rules.length }),
    named.length > 0 && said(page, 'wipe.settings', { settings: listed(page, named) }),
  ].filter(Boolean));
}

/** The settings that one pack has and another changes or lacks, by their labels. */
export function settingsLost(page, before, after) {
  const lost = Object.entries(before ?? {}).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(after?.[key]));
  return settingsIn(page, Object.fromEntries(lost));
}

function settingsIn(page, settings) {
  const labels = Object.keys(settings ?? {}).map((key) => (Object.hasOwn(SETTINGS, key) ? said(page, SETTINGS[key]) : key));
  return [...new Set(labels)];
}
