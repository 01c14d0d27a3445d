// What the keys of the page do.

/** Does what a key stands for. */
export function pressKey(page, key) {
  if (key === '?') page.openDialog('keys');
  else if (key === 'c' && !page.blank && page.advice.message.text) page.copyMessage();
  else if (key === 'n' && !page.unstated) page.clear();
  else if (key === 'l' && page.keepsCases) page.toggleCases();
  else if (key === '/') searchComplaints(page);
  else if (/\d/.test(key) && !page.covered) choose(page, Number(key));
}

/** Chooses by its number in the row that shows numbers. */
function choose(page, number) {
  const chips = page.root.querySelectorAll('.facts .current .chip input');
  // The choice folds, as after a tap.
  page.byKey = false;
  chips[number - 1]?.click();
}

function searchComplaints(page) {
  page.setSheet(false);
  page.opened.add('complaint');
  page.focusOn('.search', 'nearest');
  page.changed();
}
