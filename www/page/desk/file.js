// The file with all cases, which another worker's page, or this one after a loss, can bring in; and what a file holds.

import { casesOfCsv, casesOfJson, isRegisterCsv } from './register-file.js';
import { sound } from './kept-case.js';

const FORMAT = 'aftersales-cases';
const VERSION = 1;

export function fileName(now) {
  return `${FORMAT}-${new Date(now).toISOString().slice(0, 10)}.json`;
}

export function fileOf(cases) {
  return JSON.stringify({ format: FORMAT, version: VERSION, cases }, null, 1);
}

/** What the bytes of a file hold: its cases, whether they are only what a register says of them, and how many could not be
    read; or its problem: `letters`, `json`, `format` or `version`. `readAmount` is for the amounts of a register. */
export function contentOf(bytes, readAmount) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'letters' };
  }
  if (isRegisterCsv(text)) return { ...readable(casesOfCsv(text, readAmount)), register: true };
  if (!/^\s*[[{]/.test(text)) return { problem: 'format' };
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { problem: 'json' };
  }
  return contentOfJson(file);
}

function contentOfJson(file) {
  const registered = Array.isArray(file) && casesOfJson(file);
  if (registered) return { ...readable(registered), register: true };
  if (file.format !== FORMAT || !Array.isArray(file.cases)) return { problem: 'format' };
  if (!(file.version <= VERSION)) return { problem: 'version' };
  return { ...readable(file.cases.map(sound)), register: false };
}

function readable(found) {
  const cases = found.filter(Boolean);
  return { cases, unreadable: found.length - cases.length };
}

/** Whether a file begins as a file of cases does. */
export function isCaseFile(text) {
  return text.includes(`"${FORMAT}"`);
}
