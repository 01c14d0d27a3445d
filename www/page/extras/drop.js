// Reads a file that was dropped on the page: cases or their register, rules of the shop, or orders.

import { isMany, load } from './many/many-part.js';
import { policyOf } from './policy/policy.js';

/** Bytes that show whether a table has rules. */
const HEAD = 4096;

export async function dropFile(page, file) {
  if (await page.desk?.files.takes(file)) {
    page.desk.files.bringIn(file);
    return;
  }
  if (await hasRules(page.view, file)) {
    page.openView('own');
    policyOf(page).own.read(file);
    return;
  }
  page.openView('many');
  (await load(page))?.read(file);
}

/** Whether a file has rules. A table of rules has a column with the ids of rules and one with what they are about. */
async function hasRules(view, file) {
  if (/\.json$/i.test(file.name)) return true;
  if (isMany(view) || /\.xlsx?$/i.test(file.name)) return false;
  // What is neither is reported where rules are read.
  if (!/\.(csv|tsv|txt)$/i.test(file.name)) return true;
  const head = await file.slice(0, HEAD).text();
  const [line] = head.replace(/^\u{feff}?(sep=.\s+)?/u, '').split(/\r?\n/, 1);
  const names = line.split(/[,;\t]/).map((name) => name.replaceAll('"', '').trim().toLowerCase());
  return names.includes('id') && ['remedy', 'complaint', 'steps', 'must', 'right'].some((name) => names.includes(name));
}
