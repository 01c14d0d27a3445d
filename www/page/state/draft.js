// The message as the person edited it: { base, text, of }, where `base` is the page's message that was edited and `of` what
// it is about.

/** A draft carried over to another message of the page. Both changes are merged where the message is about the same;
    otherwise the person's text is `lost`. */
export function carried({ base, text: mine, of }, text, subject) {
  if (base !== text && of !== subject) return { draft: null, lost: mine };
  return { draft: { base: text, text: merged(base, mine, text), of: subject } };
}

/** Merges both changes of a text. If they overlap, the person's text wins. */
function merged(base, mine, theirs) {
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
