// The parts of the page's state that need neither a browser nor the library.

import assert from 'node:assert/strict';
import { carried } from '../../www/page/state/draft.js';
import { counted, frequentComplaints } from '../../www/page/state/frequent-complaints.js';
import { contentOf, fileOf } from '../../www/page/desk/file.js';
import { matches } from '../../www/page/desk/filter.js';
import {
  closedBy, DAY, NEVER, dueEntries, erased, isToErase, merged, newCase, reopened, sound, withClosing, withLetter, withNote, withOrder, withReminder, withSettled, withTags,
} from '../../www/page/desk/kept-case.js';
import { costsOf, countedBy, entryOf } from '../../www/page/desk/register.js';
import { registerAsCsv, registerAsJson } from '../../www/page/desk/register-file.js';
import { WriteQueue } from '../../www/page/desk/queue.js';
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

// A kept case: what is due, what is promised, how it is closed, merged and erased.
const at = Date.parse('2026-11-28T09:00:00Z');
const answer = {
  title: 'Send it again',
  deadlines: [{ key: 'duty:answer', text: 'Answer', due: at + 3 * DAY }],
  daily: [{ key: 'daily:daily_progress', text: 'Report each day' }],
  answered: { title: 'Send it again', remedy: 'resend', steps: ['Send it'], duties: [] },
};
const begun = newCase('a', at);
assert.deepEqual([begun.open, begun.due], [1, NEVER]);
const answered = withOrder(begun, at + 1, { case: { complaint: 'damaged' }, names: { buyer: 'Ana' } }, answer);
assert.deepEqual([answered.title, answered.due], ['Send it again', at + 3 * DAY]);
// A change without an answer, as while its words are loading, keeps the last one.
assert.equal(withOrder(answered, at + 2, answered.order, null).title, 'Send it again');
const sent = withLetter(answered, at + 10, { text: 'Hello', lang: 'en', channel: 'chat' }, answer);
assert.deepEqual(dueEntries(sent).map(({ key, due }) => [key, due]), [['daily:daily_progress', at + 10 + DAY], ['duty:answer', at + 3 * DAY]]);
// Copying again at once is the same letter; later it is another one, and promises nothing twice.
assert.equal(withLetter(sent, at + 20, { text: 'Hello' }, answer).letters.length, 1);
const again = withLetter(sent, at + DAY, { text: 'Hello' }, answer);
assert.deepEqual([again.letters.length, again.promises.length, again.answers.length], [2, 1, 1]);
// What is daily comes back a day after it was done; a deadline does not.
const reported = withSettled(sent, at + DAY, 'daily:daily_progress');
assert.deepEqual(dueEntries(reported).map(({ key, due }) => [key, due]), [['daily:daily_progress', at + 2 * DAY], ['duty:answer', at + 3 * DAY]]);
const done = withSettled(reported, at + DAY, 'duty:answer');
assert.deepEqual(dueEntries(done).map(({ key }) => key), ['daily:daily_progress']);
assert.equal(done.settled.at(-1).text, 'Answer');
const reminded = withReminder(done, at + DAY, 'Call', at + DAY + 5);
assert.equal(reminded.due, at + DAY + 5);
assert.equal(dueEntries(withSettled(reminded, at + 2 * DAY, `own:${at + DAY}`)).length, 1);
// Two workers' cases become one: the later order, and everything that either added.
const ours = withNote(sent, at + 100, 'photo came');
const theirs2 = withTags(withNote(withSettled(sent, at + 50, 'duty:answer'), at + 60, 'called'), at + 200, ['vip', ' mugs ', 'vip']);
const both = merged(ours, theirs2);
assert.deepEqual(both.notes.map(({ text }) => text), ['called', 'photo came']);
assert.deepEqual([both.tags, both.changed, both.letters.length], [['mugs', 'vip'], at + 200, 1]);
assert.deepEqual(dueEntries(both).map(({ key }) => key), ['daily:daily_progress']);
assert.deepEqual(merged(theirs2, ours), both);
assert.deepEqual(merged(both, ours), both);
// Closed, it is listed by when; erased, nothing of the buyer is left, and the register's entry is.
const closed = withClosing(both, at + 300, { cause: 'packing', product: 'Mug', carrier: '', cost: { minor: 1250, currency: 'EUR' }, remedy: 'resend' });
assert.deepEqual([closed.open, closed.due, reopened(closed, at + 400).open], [0, -(at + 300), 1]);
assert.deepEqual([isToErase(closed, at + 301), isToErase(closed, at + 300), isToErase(both, at + 301)], [true, false, false]);
const clean = erased(closed);
assert.doesNotMatch(JSON.stringify(clean), /Ana|Hello|called|photo/);
assert.deepEqual([clean.closing, clean.order.case, isToErase(clean, at + 301)], [closed.closing, { complaint: 'damaged' }, false]);
// A file brings the same cases back; damaged ones are counted, and another file is refused.
const readAmount = (text, currency) => (Number(text) >= 0 ? { minor: Math.round(Number(text) * 100), currency } : null);
const contentIn = (text) => contentOf(new TextEncoder().encode(text), readAmount);
const file = fileOf([both, closed]);
assert.deepEqual(contentIn(file), { cases: [both, closed], unreadable: 0, register: false });
assert.deepEqual(contentIn(JSON.stringify({ format: 'aftersales-cases', version: 1, cases: [both, 7, { id: 'x' }] })).unreadable, 2);
assert.deepEqual(['{', '{}', '{"format":"aftersales-cases","version":9,"cases":[]}'].map((text) => contentIn(text).problem), ['json', 'format', 'version']);
assert.deepEqual(sound({ ...both, notes: 'broken', tags: [1] }).notes, []);
// A filter finds by words of names, notes and tags, and by codes.
const found = (filter) => (matches({ text: '', platform: '', complaint: '', tag: '', ...filter }) ?? (() => true))(both);
assert.deepEqual([found({}), found({ text: 'ana called' }), found({ text: 'ben' }), found({ tag: 'vip' }), found({ complaint: 'faulty' })], [true, true, false, true, false]);

// The register counts and adds up, and a spreadsheet gets text where it would see a formula.
const entries = [closed, { ...closed, id: 'b', closing: { ...closed.closing, product: '=Cup "S"', cost: { minor: 50, currency: 'EUR' } } }].map(entryOf);
assert.deepEqual(countedBy(entries, 'cause'), [{ name: 'packing', count: 2, costs: { EUR: 1300 } }]);
assert.deepEqual(countedBy(entries, 'carrier'), []);
assert.deepEqual(costsOf(entries), { EUR: 1300 });
const csv = registerAsCsv(entries, ({ minor }) => (minor / 100).toFixed(2));
assert.match(csv, /^\ufeffclosed,platform,/);
assert.match(csv, /,damaged,packing,"'=Cup ""S""",,resend,0\.50,EUR,b\r\n$/);
// It comes back as closed cases without names, from both of its files, and says the same of a case that is here.
for (const text of [csv, csv.replaceAll(',', ';'), registerAsJson(entries)]) {
  const back = contentIn(text);
  assert.deepEqual(back.cases.map(entryOf), entries);
  assert.deepEqual([back.unreadable, back.register, isToErase(back.cases[0], NEVER)], [0, true, false]);
  assert.equal(closedBy(closed, back.cases[0]), closed);
  const elsewhere = closedBy(both, back.cases[0]);
  assert.deepEqual([elsewhere.closing, elsewhere.order, elsewhere.notes], [closed.closing, both.order, both.notes]);
}
assert.equal(contentOf(Uint8Array.of(0xb1), readAmount).problem, 'letters');

// A case that changes while another is stored is stored after it, and one that could not be stored with the next change.
const puts = [];
let broken = false;
const store = {
  async put(kept) {
    if (broken) throw new Error('full');
    puts.push(kept.note);
    return { ...kept, revision: kept.revision + 1 };
  },
};
const heard = [];
const queue = new WriteQueue(store, {
  stored: (id, kept) => heard.push(`${kept.note} ${kept.revision}`),
  done: () => {
    if (puts.length === 2) queue.write({ id: 'a', revision: 2, note: 'third' });
  },
  failed: ({ message }) => heard.push(message),
});
queue.write({ id: 'a', revision: 0, note: 'first' });
await queue.write({ id: 'a', revision: 0, note: 'second' });
await queue.idle();
assert.deepEqual([puts, heard, queue.isUnwritten], [['first', 'second', 'third'], ['second 1', 'second 2', 'third 3'], false]);
broken = true;
await queue.write({ id: 'b', revision: 0, note: 'kept for later' });
assert.deepEqual([heard.at(-1), queue.isUnwritten], ['full', true]);
broken = false;
await queue.write({ id: 'c', revision: 0, note: 'next' });
assert.deepEqual([puts.slice(3), queue.isUnwritten], [['kept for later', 'next'], false]);
