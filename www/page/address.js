// The options in the address of the page: the attributes of the element by their names, and `embed` for a page
// that another site shows in a frame. Facts stand in the fragment (link.js): only that is never sent anywhere.

const OPTIONS = ['lang', 'message-lang', 'platform', 'region', 'theme', 'keep'];

/** Gives the element of the page what its address states. */
export function heedAddress() {
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
