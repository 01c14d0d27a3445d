// Which cases of the list a filter finds.

/** A test for cases; undefined if the filter finds all of them. */
export function matches({ text, platform, complaint, tag }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && !platform && !complaint && !tag) return undefined;
  return ({ title, order: { case: facts, names = {} }, tags, notes }) => {
    if (platform && facts.platform !== platform) return false;
    if (complaint && facts.complaint !== complaint) return false;
    if (tag && !tags.includes(tag)) return false;
    const searched = [title, ...Object.values(names), ...tags, ...notes.map((note) => note.text)].join('\n').toLowerCase();
    return words.every((word) => searched.includes(word));
  };
}
