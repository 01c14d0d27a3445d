// Merges changes of the person and the page to the same text.

/** Merges both changes of a text. If they overlap, the person's text wins. */
export function merged(base, mine, theirs) {
  const a = change(base, mine);
  const b = change(base, theirs);
  if (a.end <= b.start) return spliced(base, a, b);
  if (b.end <= a.start) return spliced(base, b, a);
  return mine;
}

/** The range in which two texts differ, and the second text in that range. */
function change(from, to) {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let same = 0;
  while (same < shorter - start && from.at(-1 - same) === to.at(-1 - same)) same += 1;
  return { start, end: from.length - same, put: to.slice(start, to.length - same) };
}

function spliced(base, first, second) {
  return base.slice(0, first.start) + first.put + base.slice(first.end, second.start) + second.put + base.slice(second.end);
}
