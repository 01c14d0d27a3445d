// node one.mjs FOLDER ENGINE SIZE MILLISECONDS: measures one engine in this process and prints what it found.

import { given, scripted, stopwatch } from './engines.mjs';
import { cases, policy, reference } from './policy.mjs';

/** A slow engine is asked for so many cases at least, or a few easy ones would speak for all. */
const FEWEST = 50;
/** Node compiles again what runs often; measured is what no longer becomes faster, or what is left after `most` milliseconds. */
const STEADY = { windows: 4, gain: 0.97, least: 1000, most: 4000, pause: 20 };

const [folder, name, size, milliseconds] = process.argv.slice(2);
const limit = Number(milliseconds);
const rules = policy(Number(size));
const all = cases();

const engine = await scripted[name].start(given(folder, rules, all));
const { checked, wrong } = engine.many ? checkMany() : await check();
const decision = wrong ? undefined : await steady();
console.log(JSON.stringify({ checked, wrong, decision, load: engine.load }));
process.exit();

/** Microseconds for a decision once it is as fast as it gets. */
async function steady() {
  const { windows, gain, least, most, pause } = STEADY;
  const spent = stopwatch();
  let last = [];
  let best = Infinity;
  while (spent() < least || last.length < windows && spent() < most) {
    // wasm is compiled in the background all the same.
    await new Promise((resolve) => setTimeout(resolve, pause));
    const now = await time(limit / windows);
    last = now < best * gain ? [now] : [...last, now];
    best = Math.min(best, now);
  }
  return last.sort((one, other) => one - other)[last.length >> 1];
}

function checkMany() {
  const answers = engine.many();
  return { checked: all.length, wrong: all.filter((known, at) => answers[at] !== reference(rules, known)).length };
}

async function check() {
  const spent = stopwatch();
  let [checked, wrong] = [0, 0];
  while (checked < all.length && (checked < FEWEST || spent() < limit * 5)) {
    const answer = await engine.decide(checked);
    const rule = engine.rule(answer);
    const right = rules[reference(rules, all[checked])];
    const outcome = answer === rule || answer.remedy === right.remedy && String(answer.steps) === String(right.steps);
    wrong += rule === right.id && outcome ? 0 : 1;
    checked += 1;
  }
  return { checked, wrong };
}

/** Microseconds for a decision. */
async function time(limit) {
  const { rule, decide, many } = engine;
  const waits = !many && decide(0) instanceof Promise;
  let [done, at, sum, block] = [0, 0, 0, 1];
  const spent = stopwatch();
  for (let now = 0; now < limit || done < FEWEST; now = spent()) {
    // In blocks, so that asking for the time does not count; the sum, so that no call is left out.
    if (many) sum += many().length;
    else for (let left = block; left > 0; left--) {
      sum += rule(waits ? await decide(at) : decide(at));
      at = at + 1 === all.length ? 0 : at + 1;
    }
    done += many ? all.length : block;
    if (!waits) block = Math.min(block * 2, 2000);
  }
  const microseconds = spent() * 1000 / done;
  if (Number.isNaN(sum)) throw new Error('an answer without a rule');
  return microseconds;
}
