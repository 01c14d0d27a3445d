// How each engine is asked. Every entry makes itself ready for a policy, and then answers `decide(at)` for the case
// at a position; `rule` takes the winning rule out of such an answer, and `many` answers all cases in one call.
//
// kind     ours; peer: a ready-made engine that runs in a browser; server: one that does not; limit: code made for
//          this one policy

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { FACTS } from './policy.mjs';
import * as formats from './formats.mjs';

const ruleOf = (outcome) => outcome.rule;
const itself = (rule) => rule;

/** The engines that run in JavaScript. `folder` is where things were installed and built. */
export const scripted = {
  'ours: codes in, rule out': {
    kind: 'ours',
    start: async (given) => {
      const { decider, memory, load } = await ours(given, 'ours');
      return { load, rule: itself, decide: inPlace(decider, memory, formats.codes(given.cases)) };
    },
  },
  'ours, compiled for speed': {
    kind: 'ours',
    start: async (given) => {
      const { decider, memory, load } = await ours(given, 'ours-speed');
      return { load, rule: itself, decide: inPlace(decider, memory, formats.codes(given.cases)) };
    },
  },
  'ours: Uint32Array in': {
    kind: 'ours',
    start: async (given) => {
      const { decider, load } = await ours(given, 'ours');
      const cases = rows(formats.codes(given.cases));
      return { load, rule: itself, decide: (at) => decider.first(cases[at]) };
    },
  },
  'ours: object in, outcome out': {
    kind: 'ours',
    start: async (given) => {
      const { decider, memory, load } = await ours(given, 'ours');
      const outcomes = formats.outcomes(given.rules);
      const write = coder();
      const place = new Uint32Array(memory.buffer, decider.place(), FACTS.length);
      return {
        load,
        rule: ruleOf,
        decide: (at) => {
          write(given.cases[at], place);
          return outcomes[decider.decide()];
        },
      };
    },
  },
  'ours: all cases in one call': {
    kind: 'ours',
    start: async (given) => {
      const { decider, load } = await ours(given, 'ours');
      const cases = formats.codes(given.cases);
      return { load, rule: itself, many: () => decider.many(cases) };
    },
  },
  'ours, compiled for speed: all in one call': {
    kind: 'ours',
    start: async (given) => {
      const { decider, load } = await ours(given, 'ours-speed');
      const cases = formats.codes(given.cases);
      return { load, rule: itself, many: () => decider.many(cases) };
    },
  },
  'generated JavaScript': {
    kind: 'limit',
    start: ({ rules, cases }) => {
      const outcomes = formats.outcomes(rules);
      const source = formats.javascript(rules);
      return timed(() => new Function(source)(), (decide) => (at) => outcomes[decide(cases[at])]);
    },
  },
  'json-logic-engine, compiled': {
    kind: 'peer',
    start: ({ rules, cases, load }) => {
      const { LogicEngine } = load('json-logic-engine');
      const outcomes = formats.outcomes(rules);
      const logic = formats.jsonLogic(rules);
      return timed(() => new LogicEngine().build(logic), (decide) => (at) => outcomes[decide(cases[at])]);
    },
  },
  'json-logic-engine, interpreted': {
    kind: 'peer',
    start: ({ rules, cases, load }) => {
      const { LogicEngine } = load('json-logic-engine');
      const outcomes = formats.outcomes(rules);
      const logic = formats.jsonLogic(rules);
      return timed(() => new LogicEngine(), (engine) => (at) => outcomes[engine.run(logic, cases[at])]);
    },
  },
  'json-rules-engine': {
    kind: 'peer',
    start: ({ rules, cases, load }) => {
      const { Engine } = load('json-rules-engine');
      const conditions = formats.jsonRules(rules);
      const make = () => {
        const engine = new Engine(conditions);
        return engine.on('success', () => engine.stop());
      };
      return timed(make, (engine) => async (at) => (await engine.run(cases[at])).events[0].params);
    },
  },
  '@cedar-policy/cedar-wasm': {
    kind: 'peer',
    start: ({ rules, cases, load }) => {
      const cedar = load('@cedar-policy/cedar-wasm/nodejs');
      const outcomes = formats.outcomes(rules);
      const policies = formats.cedar(rules);
      const succeeded = (answer) => {
        if (answer.type !== 'success') throw new Error(JSON.stringify(answer).slice(0, 300));
        return answer;
      };
      const question = {
        principal: { type: 'Seller', id: 'seller' },
        action: { type: 'Action', id: 'decide' },
        resource: { type: 'Order', id: 'order' },
        preparsedPolicySetId: 'policy',
        entities: [],
        validateRequest: false,
      };
      return timed(
        () => succeeded(cedar.preparsePolicySet('policy', { staticPolicies: policies })),
        () => (at) => {
          const answer = succeeded(cedar.statefulIsAuthorized({ ...question, context: cases[at] }));
          return outcomes[Math.min(...answer.response.diagnostics.reason)];
        },
      );
    },
  },
  'regorus, wasm': {
    kind: 'peer',
    start: async ({ folder, rules, cases }) => {
      const { Decider } = await module(folder, 'regorus');
      const policy = formats.rego(rules);
      return timed(
        () => new Decider(policy),
        (decider) => (at) => JSON.parse(decider.decide(JSON.stringify(cases[at]))),
      );
    },
  },
  '@gorules/zen-engine, Node': {
    kind: 'server',
    start: ({ rules, cases, load }) => {
      const { ZenEngine, ZenDecisionContent } = load('@gorules/zen-engine');
      const table = Buffer.from(JSON.stringify(formats.goRules(rules)));
      const engine = new ZenEngine();
      return timed(
        () => engine.createDecision(new ZenDecisionContent(table)),
        (decision) => async (at) => (await decision.evaluate(cases[at])).result,
      );
    },
  },
};

/** The engines that are programs; each prints what one.mjs prints. */
export const programs = {
  'ours, native': { kind: 'server', program: 'bench-native', argument: 'table' },
  'Rust chain of if, native': { kind: 'limit', program: 'bench-native', argument: 'chain' },
  'regorus, native': { kind: 'server', program: 'bench-regorus', argument: 'chain' },
};

/** What an engine of one.mjs is given. */
export function given(folder, rules, cases) {
  return { folder, rules, cases, load: createRequire(`${folder}/package.json`) };
}

async function module(folder, name) {
  const loaded = await import(pathToFileURL(`${folder}/wasm/${name}/bench.js`));
  const { memory } = loaded.initSync({ module: readFileSync(`${folder}/wasm/${name}/bench_bg.wasm`) });
  return { ...loaded, memory };
}

async function ours({ folder, rules }, name) {
  const { Decider, memory } = await module(folder, name);
  const numbers = formats.numbers(rules);
  const { made: decider, load } = twice(() => new Decider(formats.domains, numbers));
  return { decider, memory, load };
}

function rows(codes) {
  const width = FACTS.length;
  return Array.from({ length: codes.length / width }, (_, at) => codes.subarray(at * width, (at + 1) * width));
}

/** Puts the codes of a case where the wasm reads them, and asks. */
function inPlace(decider, memory, codes) {
  const place = new Uint32Array(memory.buffer, decider.place(), FACTS.length);
  const width = FACTS.length;
  return (at) => {
    for (let fact = 0, from = at * width; fact < width; fact++) place[fact] = codes[from + fact];
    return decider.decide();
  };
}

/** Writes a case as codes: what a caller does who has words. Made for these facts, as a program's own code would be. */
function coder() {
  const code = (fact, at) => fact.values
    ? `place[${at}] = codes[${at}].get(known.${fact.name});`
    : `place[${at}] = ${fact.yesNo ? '+' : ''}known.${fact.name};`;
  const codes = FACTS.map(({ values }) => values && new Map(values.map((value, at) => [value, at])));
  return new Function('codes', `return (known, place) => { ${FACTS.map(code).join(' ')} };`)(codes);
}

/** An engine that is made ready from what it is given, and then asked. */
function timed(make, asking) {
  const { made, load } = twice(make);
  return { load, rule: ruleOf, decide: asking(made) };
}

/** How many milliseconds something takes to make the second time: the first pays for starting the engine itself. */
function twice(make) {
  make();
  // By the clock: compilers that still work in the background do not belong to it.
  const start = performance.now();
  const made = make();
  return { made, load: performance.now() - start };
}

/** Milliseconds of work of this process since now: others on the same cores do not count. */
export function stopwatch() {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}
