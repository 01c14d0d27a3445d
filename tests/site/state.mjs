// The parts of the page's state that need neither a browser nor the library.

import assert from 'node:assert/strict';
import { carried } from '../../www/page/state/draft.js';
import { counted, frequentComplaints } from '../../www/page/state/frequent-complaints.js';
import { Order } from '../../www/page/state/order.js';
import { orderedQuestions } from '../../www/page/state/question-order.js';
import { Shop } from '../../www/page/state/shop.js';
import { TypedAmounts } from '../../www/page/state/typed-amounts.js';

// A draft keeps the person's words and takes the page's, unless the message is about something else.
const base = 'Hello, we send it today. Bye';
const mine = { base, text: 'Hello Li, we send it today. Bye', of: 'one' };
const theirs = 'Hello, we send it today. Bye, the shop';
assert.deepEqual(carried(mine, theirs, 'one').draft, { base: theirs, text: 'Hello Li, we send it today. Bye, the shop', of: 'one' });
assert.deepEqual(carried(mine, theirs, 'two'), { draft: null, lost: mine.text });
assert.equal(carried(mine, base, 'two').draft.text, mine.text);
// Where both changed the same words, the person's stay.
assert.equal(carried({ base: 'a b c', text: 'a X c', of: 'one' }, 'a Y c', 'one').draft.text, 'a X c');

// Answered questions stay where they were asked.
assert.deepEqual(orderedQuestions([], [], ['a', 'b', 'c']), ['a', 'b', 'c']);
assert.deepEqual(orderedQuestions(['a', 'b', 'c'], ['b'], ['c', 'd', 'a']), ['c', 'b', 'd', 'a']);
assert.deepEqual(orderedQuestions(['a'], ['new', 'a'], ['b']), ['new', 'a', 'b']);

// The complaints chosen most often are first, then the common ones in the order of the form.
const values = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((code) => ({ code, common: 'bcdef'.includes(code) }));
assert.deepEqual(frequentComplaints(values, {}), ['b', 'c', 'd', 'e', 'f']);
const used = ['g', 'f', 'g'].reduce(counted, {});
assert.deepEqual(used, { g: 2, f: 1 });
assert.deepEqual(frequentComplaints(values, used), ['g', 'f', 'b', 'c', 'd']);

// What is typed stays as typed; a stated amount is shown as a person would write it.
const amounts = new TypedAmounts((text, currency) => (/^\d+$/.test(text) ? { minor: Number(text) * 100, currency } : null));
const digits = () => 2;
assert.deepEqual(amounts.shown('value', { minor: 12950, currency: 'EUR' }, digits), { text: '129.50', currency: 'EUR' });
assert.deepEqual(amounts.shown('value', { minor: 12900, currency: 'EUR' }, digits), { text: '129', currency: 'EUR' });
assert.equal(amounts.type('value', '12,x', 'EUR'), undefined);
assert.deepEqual(amounts.shown('value', undefined, digits), { text: '12,x', currency: 'EUR', wrong: true });
assert.deepEqual(amounts.type('value', '12', 'EUR'), { minor: 1200, currency: 'EUR' });
assert.equal(amounts.type('value', ' ', 'EUR'), undefined);
assert.equal(amounts.shown('value', undefined, digits).wrong, false);

// An order counts as touched once something was stated since it was opened.
const order = Order.restored({ case: { platform: 'ebay', complaint: 'damaged' }, names: { shop: 'S', buyer: 'B' }, done: ['apologise'] });
order.markOpened();
assert.equal(order.touched, false);
order.put({ evidence: 'confirmed' });
order.checkStep('contact_buyer', true);
assert.equal(order.touched, true);
assert.deepEqual(order.stored.done, ['apologise', 'contact_buyer']);
// Nothing of it reaches the next buyer but the place and the shop's name.
const next = order.next();
assert.deepEqual([next.case, next.names, [...next.done], next.draft], [{ platform: 'ebay' }, { shop: 'S' }, [], null]);
// A copy stays as it was.
const copy = order.copy();
order.put({ evidence: undefined, complaint: 'wrong_item' });
order.setName('buyer', '');
order.checkStep('apologise', false);
assert.deepEqual([copy.case.evidence, copy.names.buyer, copy.done.has('apologise')], ['confirmed', 'B', true]);
assert.deepEqual([order.case, order.names], [{ platform: 'ebay', complaint: 'wrong_item' }, { shop: 'S' }]);
// Stored parts of another case are left out, and what is no case is kept for the library to report.
assert.deepEqual(Order.restored({ case: { complaint: 'damaged' }, of: {}, names: { shop: 'S', buyer: 'B' }, done: ['x'] }).names, { shop: 'S' });
assert.deepEqual(Order.restored({ case: [1] }).unreadable, [1]);
// Goodwill belongs to the complaint.
order.goodwill = ['offer_coupon'];
order.put({ order_state: 'delivered' });
assert.deepEqual(order.goodwill, ['offer_coupon']);
order.put({ complaint: 'damaged' });
assert.equal(order.goodwill, undefined);

// The seller's settings and rules come before the host's; settings alone are no pack.
const shop = new Shop();
shop.setHost({ settings: { signature: 'host' }, pack: { id: 'host', rules: [{}] } });
assert.deepEqual([shop.settings.signature, shop.pack.id], ['host', 'host']);
shop.apply({ own: { title: 'mine', pack: { id: 'mine', rules: [], settings: { signature: 'mine' } } } });
assert.deepEqual([shop.settings.signature, shop.pack], ['mine', undefined]);
shop.own.pack.rules.push({});
assert.equal(shop.pack.id, 'mine');
shop.apply({ own: undefined });
assert.deepEqual([shop.own, shop.pack.id], [null, 'host']);
// The order of the frequent complaints stays during an order.
assert.equal(shop.frequent(values)[0].code, 'b');
shop.count('g');
assert.equal(shop.frequent(values)[0].code, 'b');
shop.reorder();
assert.equal(shop.frequent(values)[0].code, 'g');
