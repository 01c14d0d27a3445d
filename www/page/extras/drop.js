// Reads a file that was dropped on the page: cases or their register, rules of the shop, or orders.

import { isMany, load } from './many/many-part.js';
import { MAX_FILE_SIZE } from './shop/own.js';
import { policyOf } from './policy/policy.js';
import { t } from './texts.js';

/** Bytes that show whether a table has rules. */
const HEAD = 4096;

export async function dropFile(page, file) {
  const { desk, view } = page;
  const isKept = await desk?.files.holds(file);
  const isRules = !isKept && await hasRules(view, file);
  if (isKept || (!isRules && desk?.files.expects(file))) {
    desk.files.bringIn(file);
    return;
  }
  if (isRules || isNeither(view, file)) {
    // Cases might be expected where they are listed.
    if (isRules && desk?.isListed) page.notify(t(page, 'drop.rules', { file: file.name }));
    page.openView('own');
    policyOf(page).own.read(file);
    return;
  }
  page.openView('many');
  (await load(page))?.read(file);
}

/** Whether a file has rules. */
async function hasRules(view, file) {
  if (/\.json$/i.test(file.name)) return file.size <= MAX_FILE_SIZE && isPack(await file.text());
  return !isMany(view) && isTable(file) && isTableOfRules(await file.slice(0, HEAD).text());
}

/** Whether a file has neither rules nor orders, which is reported where rules are read. */
function isNeither(view, file) {
  return /\.json$/i.test(file.name) || !(isMany(view) || isTable(file) || /\.xlsx?$/i.test(file.name));
}

function isTable(file) {
  return /\.(csv|tsv|txt)$/i.test(file.name);
}

/** Whether a text is a pack: an object with rules or settings. */
function isPack(text) {
  try {
    const { rules, settings } = JSON.parse(text);
    return rules !== undefined || settings !== undefined;
  } catch {
    return false;
  }
}

/** Whether a table has a column with the ids of rules and one with what they are about. `head` is its beginning. */
function isTableOfRules(head) {
  const [line] = head.replace(/^\u{feff}?(sep=.\s+)?/u, '').split(/\r?\n/, 1);
  const names = line.split(/[,;\t]/).map((name) => name.replaceAll('"', '').trim().toLowerCase());
  return names.includes('id') && ['remedy', 'complaint', 'steps', 'must', 'right'].some((name) => names.includes(name));
}
