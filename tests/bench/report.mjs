// The figures as tables for people, in Markdown.

import { SIZES } from './policy.mjs';

/** The fastest ready-made engine that runs in a browser: what others are measured by. */
const YARDSTICK = 'json-logic-engine, compiled';
const KINDS = { ours: 'ours', limit: 'limit: made for one policy', peer: 'peer', server: 'not in a browser' };

export function report({ machine, rounds, measured, sizes }) {
  const rows = grouped(measured);
  const cells = [...rows.values()].sort((one, other) => at(one, 600) - at(other, 600));
  const parts = [
    `${machine}; medians of ${rounds} rounds.`,
    decisions(cells),
    loading(cells),
    many(cells),
    weight(sizes),
    problems(measured),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function decisions(rows) {
  const yardstick = rows.find(([row]) => row.name === YARDSTICK);
  const ratio = (row, size) => yardstick ? ` (${times(at(yardstick, size) / at(row, size))})` : '';
  const line = (row) => [
    row[0].name,
    KINDS[row[0].kind],
    ...SIZES.map((size) => Number.isFinite(at(row, size)) ? `${figure(at(row, size))}${ratio(row, size)}` : '-'),
    Number.isFinite(at(row, 6000)) ? times(at(row, 6000) / at(row, 60)) : '-',
    spread(row),
  ];
  return table(
    `Microseconds for a decision; in brackets, how many times as fast as ${YARDSTICK}`,
    ['', '', ...SIZES.map((size) => `${size} rules`), 'growth', 'spread'],
    rows.map(line),
  );
}

function loading(rows) {
  const known = rows.filter((row) => row.some(({ rounds }) => rounds.some(({ load }) => load > 0)));
  const line = (row) => [row[0].name, ...SIZES.map((size) => figure(median(of(row, size), 'load')))];
  return table('Milliseconds to make a policy ready, in an engine that is running', ['', ...SIZES.map((size) => `${size} rules`)], known.map(line));
}

function many(rows) {
  const ours = rows.filter(([{ kind, name }]) => kind === 'ours' && name.includes('one call'));
  const line = (row) => [row[0].name, ...SIZES.map((size) => figure(1 / at(row, size)))];
  return table('Millions of decisions a second, one thread', ['', ...SIZES.map((size) => `${size} rules`)], ours.map(line));
}

function weight(sizes) {
  const line = ({ name, wasm, script }) => {
    const total = (form) => ((wasm?.[form] ?? 0) + (script?.[form] ?? 0)).toLocaleString('en');
    return [name, ...['raw', 'gzip', 'brotli'].map(total)];
  };
  return table('Bytes, wasm and script together (scripts minified)', ['', 'as they are', 'gzip -9', 'brotli 11'], sizes.map(line));
}

function problems(measured) {
  const lines = measured.filter(({ problem }) => problem).map(({ name, size, problem }) => `- ${name}, ${size} rules: ${problem}`);
  const checked = Math.min(...measured.filter(({ problem }) => !problem).map(({ checked }) => checked));
  return [`Answers compared with the plain evaluator: 2,000 for each, or as many as fit the time (${checked} for the slowest).`, ...lines].join('\n');
}

const of = (row, size) => row.find((cell) => cell.size === size && !cell.problem);
const at = (row, size) => median(of(row, size), 'decision');

function median(cell, field) {
  const values = (cell?.rounds ?? []).map((round) => round[field]).filter(Number.isFinite).sort((one, other) => one - other);
  return values.length ? values[values.length >> 1] : NaN;
}

/** How far apart the rounds lie, at worst. */
function spread(row) {
  const ratios = SIZES.map((size) => of(row, size)).filter((cell) => cell?.rounds.length).map(({ rounds }) => {
    const values = rounds.map(({ decision }) => decision);
    return Math.max(...values) / Math.min(...values);
  });
  return ratios.length ? times(Math.max(...ratios)) : '-';
}

function table(title, head, lines) {
  if (!lines.length) return '';
  const row = (cells) => `| ${cells.join(' | ')} |`;
  return [`${title}:`, '', row(head), row(head.map((_, at) => at ? '--:' : '---')), ...lines.map(row)].join('\n');
}

function figure(number) {
  if (!Number.isFinite(number)) return '-';
  if (number >= 100) return Math.round(number).toLocaleString('en');
  return number >= 10 ? number.toFixed(1) : number >= 1 ? number.toFixed(2) : number.toPrecision(2);
}

const times = (ratio) => Number.isFinite(ratio) ? `${figure(ratio)}x` : '-';

function grouped(measured) {
  const rows = new Map();
  for (const cell of measured) rows.set(cell.name, [...rows.get(cell.name) ?? [], cell]);
  return rows;
}
