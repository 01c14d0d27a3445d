// The contents of a seller's pack as text: the number of rules and the settings.

import { t } from '../texts.js';
import { formatList } from '../../dom/words.js';

/** The key of the label of each setting. */
const SETTINGS = {
  high_value: 'shop.high_value', coupon: 'wipe.coupon', partial_refund: 'wipe.partial_refund', coupon_most: 'shop.coupon_most',
  goodwill: 'shop.goodwill', gift: 'wipe.gift', signature: 'shop.signature', hours: 'wipe.hours', greeting: 'shop.greeting', closing: 'shop.closing', tone: 'shop.style', channel: 'shop.style', facts: 'shop.facts', lang: 'shop.languages', message_lang: 'shop.languages',
};

/** The contents of a pack as a list in words. */
export function packSummary(page, pack) {
  const { rules = [], settings } = pack;
  const labels = settingLabels(page, settings);
  return formatList(page, [
    rules.length > 0 && t(page, 'wipe.rules', { n: rules.length }),
    labels.length > 0 && t(page, 'wipe.settings', { settings: formatList(page, labels) }),
  ].filter(Boolean));
}

/** The labels of the settings that `after` changes or lacks. */
export function changedSettings(page, before, after) {
  const lost = Object.entries(before ?? {}).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(after?.[key]));
  return settingLabels(page, Object.fromEntries(lost));
}

function settingLabels(page, settings) {
  const labels = Object.keys(settings ?? {}).map((key) => (Object.hasOwn(SETTINGS, key) ? t(page, SETTINGS[key]) : key));
  return [...new Set(labels)];
}
