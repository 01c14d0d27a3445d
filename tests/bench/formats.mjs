// The policy in each engine's own words.

import { FACTS } from './policy.mjs';

const quoted = (text) => JSON.stringify(text);
const position = new Map(FACTS.map((fact, at) => [fact.name, at]));
const coded = (fact, value) => FACTS[position.get(fact)].values.indexOf(value);
const outcome = ({ id, remedy, steps }) => ({ rule: id, remedy, steps });

export const outcomes = (rules) => rules.map(outcome);

/** A test as one of several texts: what a fact is, is among, or lies between. */
function text({ fact, among, is, from, until }, { known, equal, oneOf, truth = equal, and = ' && ' }) {
  const name = known(fact);
  if (among) return among.length === 1 ? equal(name, among[0], fact) : oneOf(name, among, fact);
  if (is !== undefined) return truth(name, is);
  return [from === undefined ? '' : `${name} >= ${from}`, until === undefined ? '' : `${name} < ${until}`]
    .filter(Boolean).join(and);
}

/** A chain of `if`, in pieces: V8 leaves functions of thousands of lines unoptimised. */
export function javascript(rules) {
  const words = {
    known: (fact) => `known.${fact}`,
    equal: (name, value) => `${name} === ${quoted(value)}`,
    oneOf: (name, values) => `(${values.map((value) => `${name} === ${quoted(value)}`).join(' || ')})`,
  };
  const line = ({ id, when }) => `if (${when.map((test) => text(test, words)).join(' && ') || 'true'}) return ${id};`;
  const pieces = inPieces(rules, (start, rules) => `function from${start}(known) {\n${rules.map(line).join('\n')}\nreturn -1; }`);
  const calls = inPieces(rules, (start) => `found = from${start}(known); if (found >= 0) return found;`);
  return `"use strict"; ${pieces}\nreturn (known) => { let found;\n${calls}\nreturn -1; };`;
}

/** The same in Rust, on codes; in one piece it would compile for minutes. */
export function rust(rules) {
  const words = {
    known: (fact) => `known.${fact}`,
    equal: (name, value, fact) => `${name} == ${coded(fact, value)}`,
    oneOf: (name, values, fact) => `matches!(${name}, ${values.map((value) => coded(fact, value)).join(' | ')})`,
    truth: (name, is) => is ? name : `!${name}`,
  };
  const line = ({ id, when }) => `if ${when.map((test) => text(test, words)).join(' && ') || 'true'} { return ${id}; }`;
  const pieces = inPieces(rules, (start, rules) => (
    `#[inline(never)]\nfn from_${start}(known: &Case) -> u32 {\n${rules.map(line).join('\n')}\nu32::MAX }`
  ));
  const calls = inPieces(rules, (start) => `let found = from_${start}(known);\nif found != u32::MAX { return found; }`);
  return `use super::Case;\n${pieces}\npub fn decide(known: &Case) -> u32 {\n${calls}\nu32::MAX }\n`;
}

function inPieces(rules, piece, length = 100) {
  const starts = Array.from({ length: Math.ceil(rules.length / length) }, (_, at) => at * length);
  return starts.map((start) => piece(start, rules.slice(start, start + length))).join('\n');
}

/** Numbers only, for our own table: for each rule how many tests, for each test its fact, how many words, the words. */
export function numbers(rules) {
  const test = ({ fact, among, is, from = 0, until = 0xffffffff }) => {
    const allowed = among ? among.map((value) => coded(fact, value)) : is !== undefined ? [Number(is)] : [from, until];
    return [position.get(fact), allowed.length, ...allowed];
  };
  return Uint32Array.from(rules.flatMap(({ when }) => [when.length, ...when.flatMap(test)]));
}

/** What the facts can be, for our own table: so many values, or 0 for a number. */
export const domains = Uint32Array.from(FACTS, ({ values, yesNo }) => values ? values.length : yesNo ? 2 : 0);

/** Cases as numbers, one after another. */
export function codes(cases) {
  const code = (fact, value) => fact.values ? fact.values.indexOf(value) : Number(value);
  return Uint32Array.from(cases.flatMap((known) => FACTS.map((fact) => code(fact, known[fact.name]))));
}

/** JsonLogic: one `if` of conditions and results in turn. */
export function jsonLogic(rules) {
  const known = (fact) => ({ var: fact });
  const tests = ({ fact, among, is, from, until }) => {
    if (among) return [among.length === 1 ? { '===': [known(fact), among[0]] } : { in: [known(fact), among] }];
    if (is !== undefined) return [{ '===': [known(fact), is] }];
    return [
      ...from === undefined ? [] : [{ '>=': [known(fact), from] }],
      ...until === undefined ? [] : [{ '<': [known(fact), until] }],
    ];
  };
  return { if: rules.flatMap(({ id, when }) => when.length ? [{ and: when.flatMap(tests) }, id] : [id]) };
}

/** json-rules-engine: by priority, so that it can stop at the first that holds. */
export function jsonRules(rules) {
  const tests = ({ fact, among, is, from, until }) => {
    if (among && among.length > 1) return [{ fact, operator: 'in', value: among }];
    if (among || is !== undefined) return [{ fact, operator: 'equal', value: among ? among[0] : is }];
    return [
      ...from === undefined ? [] : [{ fact, operator: 'greaterThanInclusive', value: from }],
      ...until === undefined ? [] : [{ fact, operator: 'lessThan', value: until }],
    ];
  };
  return rules.map((rule) => ({
    priority: rules.length - rule.id,
    conditions: { all: rule.when.flatMap(tests) },
    event: { type: 'holds', params: outcome(rule) },
  }));
}

/** GoRules: a decision table of which the first row that holds wins. */
export function goRules(rules) {
  const cell = ({ among, is, from, until }) => {
    if (among) return among.map((value) => `'${value}'`).join(', ');
    if (is !== undefined) return String(is);
    if (until === undefined) return `>= ${from}`;
    return from === undefined ? `< ${until}` : `[${from}..${until})`;
  };
  const row = ({ id, when, remedy, steps }) => ({
    _id: `row${id}`,
    ...Object.fromEntries(FACTS.map(({ name }) => [name, ''])),
    ...Object.fromEntries(when.map((test) => [test.fact, cell(test)])),
    rule: String(id),
    remedy: `'${remedy}'`,
    steps: `[${steps.map((step) => `'${step}'`).join(', ')}]`,
  });
  const column = (name) => ({ id: name, name, field: name });
  const node = (id, type, content) => ({ id, type, name: id, position: { x: 0, y: 0 }, content });
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      node('case', 'inputNode'),
      node('table', 'decisionTableNode', {
        hitPolicy: 'first',
        inputs: FACTS.map(({ name }) => column(name)),
        outputs: ['rule', 'remedy', 'steps'].map(column),
        rules: rules.map(row),
      }),
      node('answer', 'outputNode'),
    ],
    edges: [
      { id: 'into', sourceId: 'case', targetId: 'table', type: 'edge' },
      { id: 'out', sourceId: 'table', targetId: 'answer', type: 'edge' },
    ],
  };
}

/** Cedar: one permission for each rule; it names those that hold, and the first is picked afterwards. */
export function cedar(rules) {
  const words = {
    known: (fact) => `context.${fact}`,
    equal: (name, value) => `${name} == ${quoted(value)}`,
    oneOf: (name, values) => `[${values.map(quoted).join(', ')}].contains(${name})`,
  };
  const condition = ({ when }) => when.length ? ` when { ${when.map((test) => text(test, words)).join(' && ')} }` : '';
  return Object.fromEntries(rules.map((rule) => [rule.id, `permit(principal, action, resource)${condition(rule)};`]));
}

/** Rego, for regorus: a chain of `else`. */
export function rego(rules) {
  const words = {
    known: (fact) => `input.${fact}`,
    equal: (name, value) => `${name} == ${quoted(value)}`,
    oneOf: (name, values) => `${name} in {${values.map(quoted).join(', ')}}`,
    and: '; ',
  };
  const condition = ({ when }) => when.length ? ` if { ${when.map((test) => text(test, words)).join('; ')} }` : '';
  const branch = (rule) => `:= ${JSON.stringify(outcome(rule))}${condition(rule)}`;
  return `package policy\n\nimport rego.v1\n\ndecide ${rules.map(branch).join('\nelse ')}\n`;
}
