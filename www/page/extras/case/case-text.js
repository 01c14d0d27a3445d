// Writes a case as a text or link, and reads it back from the link at the end of the text. Names are left out, since
// they are the buyer's.

import { sourceName } from '../../answer/duties-view.js';
import { MARK, parseCase } from '../../state/link.js';
import { t } from '../texts.js';

/** The address of the page with the case. On another site it is the address of this page, since that site cannot open a
    case. */
export function caseLink({ case: facts, standalone }) {
  const page = standalone ? location.href.split('#')[0] : new URL('./', import.meta.url);
  return `${page}${MARK}${encodeURIComponent(JSON.stringify(facts))}`;
}

/** Facts, answer and link, in the page's language. */
export function caseText(page) {
  const { advice } = page;
  const text = (key) => t(page, key);
  const numbered = (items) => items.map((text, index) => `${index + 1}. ${text}`);
  const bullets = (items) => items.map((text) => `- ${text}`);
  const must = advice.duties.filter((duty) => duty.must);
  const mustNot = advice.duties.filter((duty) => !duty.must);
  const parts = [
    [text('text.title'), page.statedFacts.map(({ label, value }) => `${label}: ${value}`)],
    advice.remedy
      ? [text('text.remedy'), [advice.remedy.title, advice.remedy.summary]]
      : [text('text.possible'), bullets(advice.possible.map((remedy) => remedy.title))],
    [page.t('steps.title'), numbered(advice.steps.map((step) => step.text + (step.amount ? ` ${step.amount.text}` : '')))],
    [text('text.deadlines'), bullets(must.map((duty) => [duty.due_text, duty.text].filter(Boolean).join(': ')))],
    [text('text.must_not'), bullets(mustNot.map((duty) => duty.text))],
    [text('text.rules'), bullets(advice.because.map((rule) => ruleText(page, rule)))],
    [text('text.link'), [caseLink(page)]],
  ];
  return parts.filter(([, lines]) => lines.length > 0).map(([title, lines]) => [title, ...lines].join('\n')).join('\n\n');
}

function ruleText(page, { layer_text, text, sources }) {
  const from = sources.map((source) => `${sourceName(page, source)}, ${source.verified_text}`);
  return `${text} (${[layer_text, ...from].join('; ')})`;
}

/** The case in a link, or in a text with a link, even if it was wrapped or quoted, or as JSON; null if there is none. */
export function findCase(text) {
  const at = text.lastIndexOf(MARK);
  if (at < 0) return parseCase(encodeURIComponent(text));
  const rest = text.slice(at + MARK.length);
  const whole = (candidate) => candidate.match(/^.*(%7D|\})/i)?.[0] ?? '';
  return parseCase(whole(rest.split(/\s/, 1)[0])) ?? parseCase(whole(rest.replace(/[\s>]+/g, '')));
}
