// node run.mjs FOLDER [--rounds N] [--only WORDS]: measures every engine in rounds, each in a process of its own,
// and prints the tables. A first round checks the answers; who is wrong there is named and not measured.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { programs, scripted } from './engines.mjs';
import { SIZES } from './policy.mjs';
import { report } from './report.mjs';
import { sizes } from './sizes.mjs';

const { values: options, positionals: [folder] } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string', default: '' } },
});
const ONE = fileURLToPath(new URL('one.mjs', import.meta.url));
const PATIENCE = 300_000;
/** Deep conditions are compiled and walked by recursion. On busy cores, compilers in the background are late. */
const FLAGS = ['--stack-size=4000', '--no-concurrent-recompilation'];

const engines = Object.entries({ ...scripted, ...programs }).filter(([name]) => name.includes(options.only));
const measured = engines.flatMap(([name, { kind }]) => SIZES.map((size) => ({ name, kind, size, rounds: [] })));

for (let round = 0; round <= Number(options.rounds); round++) {
  process.stderr.write(round ? `Round ${round} of ${options.rounds}.\n` : 'Checking the answers.\n');
  for (const row of measured.filter((row) => !row.problem)) {
    const found = ask(row.name, row.size, round ? 400 : 50);
    row.problem = found.problem ?? (found.wrong ? `${found.wrong} of ${found.checked} answers are wrong` : undefined);
    row.checked = Math.max(row.checked ?? 0, found.checked ?? 0);
    if (round) row.rounds.push(found);
    if (row.problem) process.stderr.write(`${row.name}, ${row.size} rules: ${row.problem}\n`);
  }
}

const machine = `${cpus().length} x ${cpus()[0].model}, Node ${process.versions.node}`;
const result = { machine, rounds: Number(options.rounds), measured, sizes: options.only ? [] : await sizes(folder) };
writeFileSync(`${folder}/result.json`, JSON.stringify(result, null, 1));
console.log(report(result));

function ask(name, size, milliseconds) {
  const { program, argument } = programs[name] ?? {};
  const [command, ...rest] = program
    ? [`${folder}/native/speed/${program}`, `${folder}/data`, argument, size, milliseconds]
    : [process.execPath, ...FLAGS, ONE, folder, name, size, milliseconds];
  const { stdout, stderr, signal, status } = spawnSync(command, rest.map(String), { encoding: 'utf8', timeout: PATIENCE });
  try {
    return JSON.parse(stdout.trim().split('\n').pop());
  } catch {
    const reason = stderr.trim().split('\n').find((line) => /error|panic|memory/i.test(line)) ?? stderr.trim().slice(-200);
    return { problem: `no answer (${signal ?? status}): ${reason}` };
  }
}
