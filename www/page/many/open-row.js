// Opens an order of a file as a case.

/** Makes an order the case of the page: its facts, and the names of the buyer and the parcel. */
export function openRow(page, { facts, names }) {
  page.openCase(facts, 'notice.opened');
  for (const [code, text] of Object.entries(names)) page.setName(code, text);
  page.openView(null);
}
