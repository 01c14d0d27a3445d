// What each engine that runs in a browser weighs over the wire.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The whole library, if the site was built: rules, words and letters are in it. */
const LIBRARY = fileURLToPath(new URL('../../dist/pkg/aftersales', import.meta.url));
const QUALITY = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 };

export async function sizes(folder) {
  const { build } = createRequire(`${folder}/package.json`)('esbuild');
  const weigh = async (name, wasm, uses) => ({
    name,
    wasm: wasm && weightOf(readFileSync(wasm)),
    script: weightOf(await bundled(build, folder, uses)),
  });
  const whole = (name, base) => weigh(name, `${base}_bg.wasm`, `import * as all from '${base}.js'; globalThis.used = all;`);
  const built = (name) => `${folder}/wasm/${name}/bench`;
  const cedar = `${folder}/node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm`;
  const uses = (from, ...names) => `import { ${names.join(', ')} } from '${from}'; globalThis.used = [${names.join(', ')}];`;
  return [
    await whole('ours: table only', built('ours')),
    await whole('ours, compiled for speed: table only', built('ours-speed')),
    ...existsSync(`${LIBRARY}.js`) ? [await whole('aftersales: everything, with rules and letters', LIBRARY)] : [],
    await weigh('json-logic-engine', null, uses('json-logic-engine', 'LogicEngine')),
    await weigh('json-rules-engine', null, uses('json-rules-engine', 'Engine')),
    await whole('regorus', built('regorus')),
    await weigh('@cedar-policy/cedar-wasm', `${cedar}_bg.wasm`, uses(`${cedar}.js`, 'initSync', 'preparsePolicySet', 'statefulIsAuthorized')),
  ];
}

async function bundled(build, folder, contents) {
  const { outputFiles: [file] } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'error',
  });
  return file.contents;
}

function weightOf(content) {
  const params = { ...QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return { raw: content.length, gzip: gzipSync(content, { level: 9 }).length, brotli: brotliCompressSync(content, { params }).length };
}
