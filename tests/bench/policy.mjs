// The policy that every engine is given: a table of rules of which the first that holds wins, and cases for it.
// Everything is drawn with fixed seeds, so that each run and each machine measures the same.

export const SIZES = [60, 600, 6000];

/** What is known of a case: a code from a list, yes or no, or a number. */
export const FACTS = [
  choice('platform', 'pf', 5),
  choice('order_state', 'st', 8),
  choice('complaint', 'cp', 18),
  choice('fault', 'fl', 4),
  { name: 'evidence', yesNo: true },
  choice('item_condition', 'ic', 5),
  { name: 'days_since_delivery', below: 90 },
  { name: 'order_value', below: 100_000 },
  choice('fulfilment', 'ff', 2),
  choice('buyer_wants', 'bw', 6),
];
const COMPLAINT = 2;

const REMEDIES = [
  'refund_full', 'refund_partial', 'replace', 'reship', 'return_then_refund', 'repair', 'coupon', 'wait',
  'ask_evidence', 'reject', 'escalate', 'claim_carrier',
];
const STEPS = 24;

function choice(name, prefix, count) {
  return { name, values: Array.from({ length: count }, (_, at) => literal(`${prefix}_${at}`)) };
}

/** The text as if it stood in a program: such texts V8 compares by address, which is the best case for scripts. */
function literal(text) {
  return Object.keys({ [text]: true })[0];
}

/** So many rules in the order in which they win; the last holds always. */
export function policy(size) {
  const dice = new Dice(1000 + size);
  const rules = Array.from({ length: size - 1 }, () => rule(dice));
  // As in a table that people keep: what is more specific stands first.
  rules.sort((one, other) => other.when.length - one.when.length);
  rules.push({ when: [], remedy: 'escalate', steps: ['step_0'] });
  return rules.map((rule, id) => ({ id, ...rule }));
}

export function cases(count = 2000) {
  const dice = new Dice(77);
  const value = ({ values, yesNo, below }) => values ? dice.pick(values) : yesNo ? dice.next() < 0.5 : dice.below(below);
  return Array.from({ length: count }, () => Object.fromEntries(FACTS.map((fact) => [fact.name, value(fact)])));
}

/** Which rule wins: the plain way, which the answers of all others are compared with. */
export function reference(rules, known) {
  return rules.findIndex((rule) => rule.when.every((test) => holds(test, known[test.fact])));
}

function holds({ among, is, from, until }, value) {
  if (among) return among.includes(value);
  if (is !== undefined) return value === is;
  return (from === undefined || value >= from) && (until === undefined || value < until);
}

/** A rule of two to five conditions; from three on, one of them names the complaint. */
function rule(dice) {
  const count = 2 + dice.below(4);
  const order = dice.shuffled(FACTS.map((_, at) => at));
  if (count >= 3) order.unshift(...order.splice(order.indexOf(COMPLAINT), 1));
  const tested = order.slice(0, count).sort((one, other) => one - other);
  return {
    when: tested.map((at) => ({ fact: FACTS[at].name, ...test(FACTS[at], count >= 3 && at === COMPLAINT, dice) })),
    remedy: dice.pick(REMEDIES),
    steps: [...new Set(Array.from({ length: 1 + dice.below(4) }, () => `step_${dice.below(STEPS)}`))],
  };
}

function test({ values, yesNo, below }, single, dice) {
  if (values) {
    const count = single || values.length === 2 || dice.next() < 0.6 ? 1 : Math.min(values.length - 1, 2 + dice.below(2));
    const among = new Set(dice.shuffled(values).slice(0, count));
    return { among: values.filter((value) => among.has(value)) };
  }
  if (yesNo) return { is: dice.next() < 0.5 };
  const kind = dice.next();
  if (kind < 0.4) return { from: dice.below(below) };
  if (kind < 0.7) return { until: 1 + dice.below(below) };
  const from = dice.below(below - 1);
  return { from, until: from + 1 + dice.below(Math.max(1, Math.floor((below - from) / 2))) };
}

/** Numbers that look drawn and are always the same (mulberry32). */
class Dice {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit) {
    return Math.floor(this.next() * limit);
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  shuffled(list) {
    const shuffled = [...list];
    for (let at = shuffled.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      [shuffled[at], shuffled[other]] = [shuffled[other], shuffled[at]];
    }
    return shuffled;
  }
}
