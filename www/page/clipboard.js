// Copying, also where the clipboard API is forbidden, as in frames of other sites.

/** Whether the text has reached the clipboard. `root` is where a helper field may stand for a moment. */
export async function copied(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromField(text, root);
  }
}

function copiedFromField(text, root) {
  const focused = root.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'aside';
  field.setAttribute('aria-hidden', 'true');
  root.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  return done;
}
