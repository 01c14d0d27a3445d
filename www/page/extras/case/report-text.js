// A report about an answer that seems wrong, for whoever maintains the policy. It has no names and no message, since those
// may have the buyer's words in them.

import { caseLink } from './case-text.js';
import { copyText } from '../../dom/clipboard.js';
import { library } from '../../library/library.js';
import { t } from '../texts.js';

/** Copies the report. */
export async function copyReport(page) {
  const isCopied = await reportText(page).then((text) => copyText(text, page.root), () => false);
  page.notify(isCopied ? t(page, 'report.copied') : page.t('copy.failed'));
}

/** Facts, answer, rules and version as text. */
async function reportText(page) {
  const { policy_version } = await library();
  const { advice, lang, case: facts } = page;
  const rules = (list) => [...new Set(list.map(({ rule }) => rule))].join(', ');
  const lines = [
    t(page, 'report.title'),
    `${t(page, 'report.expected')} `,
    '',
    `facts: ${JSON.stringify(facts)}`,
    `answer: ${advice.remedy?.code ?? advice.possible.map(({ code }) => code).join(' | ')}`,
    `steps: ${advice.steps.map(({ act }) => act).join(', ')}`,
    `rules: ${rules([...advice.because, ...advice.duties])}`,
    `overruled: ${rules(advice.overruled)}`,
    `own rules: ${page.shop.pack ? 'yes' : 'no'}`,
    `version: ${policy_version()}, ${lang}, ${page.now()}`,
    caseLink(page),
  ];
  return lines.join('\n');
}
