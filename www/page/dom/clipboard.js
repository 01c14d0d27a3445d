// Copies text, also where the clipboard API is forbidden, as in frames of other sites.

/** Copies a text and returns whether that worked. `root` is where a temporary field may be added. */
export async function copyText(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyFromField(text, root);
  }
}

function copyFromField(text, root) {
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
