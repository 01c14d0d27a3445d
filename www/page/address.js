// The options in the query of the page's address: attributes of the element by name, and `embed` for a page in a frame
// of another site. Facts are in the fragment (link.js), which browsers never send.

const OPTIONS = ['lang', 'message-lang', 'platform', 'region', 'theme', 'keep'];

/** Sets the attributes of the page's element from its address. */
export function applyAddress() {
  const element = document.querySelector('[standalone]');
  if (!element) return;
  const stated = new URLSearchParams(location.search);
  for (const name of OPTIONS) {
    if (stated.get(name)) element.setAttribute(name, stated.get(name));
  }
  if (!stated.has('embed')) return;
  element.toggleAttribute('standalone', false);
  element.toggleAttribute('framed', true);
}
