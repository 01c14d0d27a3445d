// node prepare.mjs FOLDER: writes what the programs in Rust read.

import { mkdirSync, writeFileSync } from 'node:fs';
import { codes, domains, numbers, rego, rust } from './formats.mjs';
import { SIZES, cases, policy, reference } from './policy.mjs';

const folder = process.argv[2];
const write = (name, content) => writeFileSync(`${folder}/${name}`, content);

mkdirSync(folder, { recursive: true });
const all = cases();
write('domains.bin', domains);
write('cases.bin', codes(all));
write('cases.txt', all.map((known) => `${JSON.stringify(known)}\n`).join(''));
for (const size of SIZES) {
  const rules = policy(size);
  write(`rules-${size}.bin`, numbers(rules));
  write(`expected-${size}.bin`, Uint32Array.from(all, (known) => reference(rules, known)));
  write(`chain-${size}.rs`, rust(rules));
  write(`chain-${size}.rego`, rego(rules));
}
