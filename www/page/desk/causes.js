// The causes by which closed cases are registered.

/** Codes of the causes, in the order of a parcel's way; the last is for everything else. */
export const CAUSES = [
  'listing', 'stock', 'wrong_item', 'missing_part', 'packing', 'defect', 'late_dispatch', 'carrier_delay', 'carrier_damage', 'carrier_loss',
  'address', 'changed_mind', 'misuse', 'price', 'service', 'suspected_abuse', 'other',
];

/** The causes that a complaint names by itself. */
export const NAMED = { wrong_item: 'wrong_item', missing_item: 'missing_part', changed_mind: 'changed_mind' };
