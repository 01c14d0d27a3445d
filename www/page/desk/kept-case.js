// One kept case as plain data: its order, what was sent, noted and promised, and how it ended. No function changes the
// case that it is given; each returns another.

/** An instant after every other: the key of a case in which nothing is due. */
export const NEVER = 8.64e15;

/** Milliseconds. */
export const DAY = 86_400_000;

/** Milliseconds in which a repeated copy of the same message counts as the same letter. */
const SAME_LETTER = 10 * 60_000;

const isText = (value) => typeof value === 'string';
/** Whether a value is an instant that a date can have. */
export const isInstant = (value) => Number.isFinite(value) && Math.abs(value) <= NEVER;
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (fits) => (value) => Array.isArray(value) && value.every(fits);
const isEntry = (value) => isObject(value) && isText(value.key) && isText(value.text) && isInstant(value.due);
const isDated = (value) => isObject(value) && isInstant(value.at);

/** The parts of a case, each with a check of its shape and its first value. */
const PARTS = {
  opened: [isInstant, 0],
  changed: [isInstant, 0],
  order: [isObject, {}],
  title: [isText, ''],
  letters: [listOf((letter) => isDated(letter) && isText(letter.text)), []],
  answers: [listOf((answer) => isDated(answer) && isText(answer.title)), []],
  notes: [listOf((note) => isDated(note) && isText(note.text)), []],
  tags: [listOf(isText), []],
  deadlines: [listOf(isEntry), []],
  promises: [listOf(isEntry), []],
  settled: [listOf((entry) => isDated(entry) && isText(entry.key)), []],
  closing: [(value) => value === null || isDated(value), null],
  erased: [(value) => typeof value === 'boolean', false],
};

/** A case that begins at an instant. */
export function newCase(id, at) {
  const first = Object.entries(PARTS).map(([part, [, value]]) => [part, structuredClone(value)]);
  return indexed({ id, revision: 0, ...Object.fromEntries(first), opened: at, changed: at });
}

/** A case from a file or from the browser, with what of it has the right shape; null if it is none. */
export function sound(found) {
  if (!isObject(found) || !isText(found.id) || !isObject(found.order)) return null;
  const parts = Object.entries(PARTS).filter(([part, [fits]]) => found[part] !== undefined && fits(found[part]));
  const revision = Number.isSafeInteger(found.revision) ? found.revision : 0;
  return indexed({ ...newCase(found.id, isInstant(found.opened) ? found.opened : 0), revision, ...Object.fromEntries(parts.map(([part]) => [part, found[part]])) });
}

/** The case in the order of its parts, with the keys by which it is listed: open cases by what is due next, then the one
    changed last; closed ones the latest first. */
function indexed(kept) {
  const { closing } = kept;
  return {
    ...kept,
    tags: [...kept.tags].sort(),
    promises: [...kept.promises].sort((a, b) => a.due - b.due || (a.key < b.key ? -1 : 1)),
    open: closing ? 0 : 1,
    due: closing ? -closing.at : (dueEntries(kept)[0]?.due ?? NEVER),
    recent: -kept.changed,
  };
}

/** The case after a change. */
function changed(kept, at, parts) {
  return indexed({ ...kept, changed: at, ...parts });
}

/** What is still to be done, the earliest first: the deadlines of the answer, and what was promised. */
export function dueEntries({ deadlines, promises, settled }) {
  const isSettled = ({ key }) => settled.some((entry) => entry.key === key);
  return [...deadlines.filter((entry) => !isSettled(entry)), ...promises].sort((a, b) => a.due - b.due);
}

/** The case with the order as it is now and what is answered. Without an answer, the last one stays. */
export function withOrder(kept, at, order, answer) {
  return changed(kept, at, { order, ...(answer && { title: answer.title, deadlines: answer.deadlines }) });
}

/** The case after its message was copied, to be sent. What the answer does daily is promised for the next day. */
export function withLetter(kept, at, letter, answer) {
  const same = (other) => other.text === letter.text && at - other.at < SAME_LETTER;
  const letters = [...kept.letters.filter((other) => !same(other)), { ...letter, at }];
  const promised = answer.daily.filter(({ key }) => !kept.promises.some((entry) => entry.key === key));
  const promises = [...kept.promises, ...promised.map((entry) => ({ ...entry, due: at + DAY, daily: true }))];
  return changed(kept, at, { letters, promises, answers: withAnswer(kept.answers, at, answer.answered) });
}

/** The answers with another one, unless it says the same as the last. */
function withAnswer(answers, at, answered) {
  const { at: _, ...last } = answers.at(-1) ?? {};
  return JSON.stringify(last) === JSON.stringify(answered) ? answers : [...answers, { ...answered, at }];
}

/** The case with an entry done. A daily one is due again a day later. */
export function withSettled(kept, at, key) {
  const promise = kept.promises.find((entry) => entry.key === key);
  const others = kept.promises.filter((entry) => entry.key !== key);
  const promises = promise?.daily ? [...others, { ...promise, due: at + DAY }] : others;
  const { text } = dueEntries(kept).find((entry) => entry.key === key) ?? {};
  return changed(kept, at, { promises, settled: [...kept.settled, { key, text, at }] });
}

/** The case with a reminder of the person's own. */
export function withReminder(kept, at, text, due) {
  return changed(kept, at, { promises: [...kept.promises, { key: `own:${at}`, text, due }] });
}

export function withoutPromise(kept, at, key) {
  return changed(kept, at, { promises: kept.promises.filter((entry) => entry.key !== key) });
}

export function withNote(kept, at, text) {
  return changed(kept, at, { notes: [...kept.notes, { at, text }] });
}

export function withTags(kept, at, tags) {
  return changed(kept, at, { tags: [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))] });
}

/** The closed case. `closing` is how it ended: cause, product, carrier, cost and remedy, each as far as it is known. */
export function withClosing(kept, at, closing) {
  return changed(kept, at, { closing: { ...closing, at } });
}

export function reopened(kept, at) {
  return changed(kept, at, { closing: null });
}

/** One case of two that have the same id, such as those of two workers: the order of the one that was changed later, and
    everything that was added to either. */
export function merged(one, other) {
  const [earlier, later] = one.changed < other.changed ? [one, other] : [other, one];
  const union = (part) => [...new Map([...earlier[part], ...later[part]].map((item) => [JSON.stringify(item), item])).values()].sort((a, b) => a.at - b.at);
  const settled = union('settled');
  return indexed({
    ...later,
    opened: Math.min(one.opened, other.opened),
    revision: Math.max(one.revision, other.revision),
    letters: union('letters'), answers: union('answers'), notes: union('notes'), settled,
    tags: [...new Set([...earlier.tags, ...later.tags])],
    promises: joinedPromises(earlier, later, settled),
  });
}

/** What is promised in either of two cases. The later instant of a daily promise is the one after it was done last. */
function joinedPromises(earlier, later, settled) {
  const promises = new Map();
  for (const entry of [...earlier.promises, ...later.promises]) {
    const known = promises.get(entry.key);
    if (!known || known.due < entry.due) promises.set(entry.key, entry);
  }
  const isDone = ({ key, daily }) => !daily && settled.some((entry) => entry.key === key);
  return [...promises.values()].filter((entry) => !isDone(entry));
}

/** A closed case without anything about the buyer: names, letters and notes. The register needs none of them. */
export function erased(kept) {
  const { case: facts } = kept.order;
  const letters = kept.letters.map(({ at }) => ({ at, text: '' }));
  return indexed({ ...kept, order: { case: facts }, letters, notes: [], promises: [], erased: true });
}

/** A case of which a register says that it ended: as it is here, unless it was closed later than it was changed here. */
export function closedBy(kept, { closing }) {
  return kept.changed < closing.at ? withClosing(kept, closing.at, closing) : kept;
}

/** Whether a case was closed before an instant and still has what is erased. */
export function isToErase(kept, before) {
  return Boolean(kept.closing) && kept.closing.at < before && !kept.erased;
}
