// The complaints that a seller chooses most often.

/** Number of complaints that are shown first. */
const FREQUENT = 5;

/** The codes of the complaints to show first: those chosen most often here, then those that are common everywhere. */
export function frequentComplaints(values, used) {
  return values
    .map(({ code, common }) => ({ code, count: used[code] ?? 0, common: Boolean(common) }))
    .filter(({ count, common }) => count > 0 || common)
    .sort((one, other) => other.count - one.count || other.common - one.common)
    .slice(0, FREQUENT)
    .map(({ code }) => code);
}

/** The counts after one more choice of a complaint. */
export function counted(used, complaint) {
  return { ...used, [complaint]: (used[complaint] ?? 0) + 1 };
}
