// The whole library, which also audits, compares and lists rules and answers with a seller's rules. The site builder
// generates '../whole.js'; in the one-file page it is the library of the first load.

import { engine } from './engine.js';
import { admit, admitSlice } from './slices.js';
import {
  add_words, audit, check, choices, difference, missing_words, pack_from_csv, pack_to_csv, policy_version, ready, rules, shop,
} from '../whole.js';

let loading;

/** The shops of the packs that are laid over the shipped policy, by pack. */
const shops = new WeakMap();

/** The shops whose rules are being admitted. */
const admitting = new WeakSet();

function shopOf(pack) {
  if (!shops.has(pack)) shops.set(pack, shop(pack));
  return shops.get(pack);
}

/** Whether the rules of a pack are in force. If not, they are admitted in slices, and then `done` is called. */
function isInForce(pack, now, done) {
  const start = performance.now();
  const shop = shopOf(pack);
  if (admitting.has(shop)) return false;
  // A small pack needs no more than the first slice.
  if (!admitSlice(shop, { now }, start)) return true;
  admitting.add(shop);
  admit(shop, { now }).catch(console.error).then(() => {
    admitting.delete(shop);
    done();
  });
  return false;
}

/** The answer to a case by the rules in force in a shop. */
function advise(facts, { shop: { pack, ...others }, ...options }) {
  return shopOf(pack).advise(facts, { ...options, shop: others });
}

/** Resolves to the functions of the whole library. Rejects if it cannot be loaded, and may be called again. */
export function library() {
  loading ??= ready()
    .then(() => engine.addWhole({ add_words, advise, isInForce, missing_words }))
    .then(() => ({ audit, check, choices, difference, pack_from_csv, pack_to_csv, policy_version, rules, shop }));
  loading.catch(() => { loading = undefined; });
  return loading;
}
