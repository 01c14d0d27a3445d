// The file with all cases, which another worker's page, or this one after a loss, can bring in.

import { sound } from './kept-case.js';

const FORMAT = 'aftersales-cases';
const VERSION = 1;

export function fileName(now) {
  return `${FORMAT}-${new Date(now).toISOString().slice(0, 10)}.json`;
}

export function fileOf(cases) {
  return JSON.stringify({ format: FORMAT, version: VERSION, cases }, null, 1);
}

/** The cases of a file and how many of them are unreadable, or its problem: `json`, `format` or `version`. */
export function casesIn(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { problem: 'json' };
  }
  if (file?.format !== FORMAT || !Array.isArray(file.cases)) return { problem: 'format' };
  if (!(file.version <= VERSION)) return { problem: 'version' };
  const cases = file.cases.map(sound).filter(Boolean);
  return { cases, unreadable: file.cases.length - cases.length };
}
