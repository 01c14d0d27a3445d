// A case as text for a ticket, and the way back. The text ends with the link, which holds the facts; what
// stands above it is for people. Names are left out: they are the buyer's.

import { sourceName } from './duties-view.js';
import { caseFrom, MARK } from './link.js';
import { said } from './said.js';

/** The address of the page with the case in it. The pages of other sites cannot open it: theirs leads to ours. */
export function caseLink({ case: told, standalone }) {
  const page = standalone ? location.href.split('#')[0] : new URL('./', import.meta.url);
  return `${page}${MARK}${encodeURIComponent(JSON.stringify(told))}`;
}

/** Facts, answer and link, in the page's language. */
export function caseText(page) {
  const { advice } = page;
  const t = (key) => said(page, key);
  const numbered = (items) => items.map((text, index) => `${index + 1}. ${text}`);
  const listed = (items) => items.map((text) => `- ${text}`);
  const must = advice.duties.filter((duty) => duty.must);
  const mustNot = advice.duties.filter((duty) => !duty.must);
  const parts = [
    [t('text.title'), page.told.map(({ label, value }) => `${label}: ${value}`)],
    advice.remedy
      ? [t('text.remedy'), [advice.remedy.title, advice.remedy.summary]]
      : [t('text.possible'), listed(advice.possible.map((remedy) => remedy.title))],
    [page.t('steps.title'), numbered(advice.steps.map((step) => step.text + (step.amount ? ` ${step.amount.text}` : '')))],
    [t('text.deadlines'), listed(must.map((duty) => [duty.due_text, duty.text].filter(Boolean).join(': ')))],
    [t('text.must_not'), listed(mustNot.map((duty) => duty.text))],
    [t('text.rules'), listed(advice.because.map((rule) => ruleText(page, rule)))],
    [t('text.link'), [caseLink(page)]],
  ];
  return parts.filter(([, lines]) => lines.length > 0).map(([title, lines]) => [title, ...lines].join('\n')).join('\n\n');
}

function ruleText(page, { layer_text, text, sources }) {
  const from = sources.map((source) => `${sourceName(page, source)}, ${source.verified_text}`);
  return `${text} (${[layer_text, ...from].join('; ')})`;
}

/** The case in a link, or in a text that holds one, however it was wrapped or quoted; null if there is none. */
export function caseIn(text) {
  const at = text.lastIndexOf(MARK);
  if (at < 0) return null;
  const rest = text.slice(at + MARK.length);
  const whole = (candidate) => candidate.match(/^.*(%7D|\})/i)?.[0] ?? '';
  return caseFrom(whole(rest.split(/\s/, 1)[0])) ?? caseFrom(whole(rest.replace(/[\s>]+/g, '')));
}
