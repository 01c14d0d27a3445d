// The duties and prohibitions with deadlines and sources, and the usual advice that they overrule.

import { h } from '../dom/dom.js';
import { icon } from '../dom/icons.js';
import { formatList } from '../dom/words.js';

/** The duties that are news: neither the deadline at the top nor said by a step. */
export function dutiesView(page) {
  const news = page.advice.duties.filter((duty) => !isSaid(duty));
  return [
    listView(page, 'must', news.filter((duty) => duty.must)),
    listView(page, 'must_not', news.filter((duty) => !duty.must)),
  ];
}

/** The other duties, for the reasons of the answer. */
export function saidDutiesView(page) {
  return listView(page, 'must', page.advice.duties.filter(isSaid), true);
}

/** Whether the deadline at the top or a step says a duty. */
export function isSaid(duty) {
  return Boolean(duty.leads || duty.in_steps);
}

function listView(page, kind, duties, said) {
  const shape = (duty) => (duty.must ? (duty.due_text ? 'clock' : 'due') : 'stop');
  return duties.length > 0 && h('div', { class: `part ${kind.replace('_', '-')}`, key: kind },
    h('h3', null, page.t(`${kind}.title`)),
    h('ul', { class: 'plain' }, duties.map((duty) => dutyView(page, duty, shape(duty), said))));
}

function dutyView(page, duty, shape, said) {
  const due = [duty.due_text, duty.left_text].filter(Boolean).join(' · ');
  const party = duty.by && duty.by !== 'seller' && page.t(`by.${duty.by}`);
  return h('li', { key: `${duty.rule} ${duty.act}`, class: [duty.due_text && 'timed', duty.overdue && 'overdue'].filter(Boolean).join(' ') || null },
    icon(shape),
    h('div', null,
      h('p', null, party && h('strong', null, `${party} `), duty.text, amountView(duty)),
      due && !said && h('p', { class: 'due' }, due),
      duty.borne_by && h('p', { class: 'note' }, page.t('duty.borne_by', { who: page.t(`who_pays.${duty.borne_by}`) })),
      sourcesView(page, duty.sources),
      h('div', { class: 'links' }, ruleLink(page, duty.rule), !said && deadlineLinks(page, duty))));
}

/** What can be done about a deadline: enter the time it counts from, or add it to a calendar. */
export function deadlineLinks(page, duty) {
  return [
    timeButton(page, duty),
    duty.due && !duty.overdue && h('button', { class: 'quiet rule-link', type: 'button', key: 'calendar', 'data-calendar': '', onclick: () => page.saveDeadline(duty) },
      page.t('duty.calendar')),
  ];
}

/** Asks for the unstated time from which a period counts. */
export function timeButton(page, { from }) {
  const event = from && page.case[from] === undefined && page.facts.get(from);
  return event && h('button', { class: 'quiet rule-link', type: 'button', key: `settle ${from}`, 'data-settle': from, onclick: () => page.goToTime(from) },
    page.t('duty.settle', { event: event.label }));
}

/** The amount of a step, a duty or an offer. */
export function amountView({ amount }) {
  return amount && h('strong', { class: 'sum' }, ` ${amount.text}`);
}

export function overruledView(page) {
  const { overruled } = page.advice;
  return overruled.length > 0 && h('div', { class: 'part overruled', key: 'overruled' },
    h('h3', null, page.t('overruled.title')),
    overruled.map((line) => h('dl', { key: line.rule },
      h('dt', null, page.t('overruled.usual')),
      h('dd', { class: 'usual' }, line.text, sourcesView(page, line.sources)),
      h('dt', { class: 'here' }, page.t('overruled.here')),
      line.by.map((rule) => h('dd', { class: 'ruling', key: rule.rule }, rule.text, sourcesView(page, rule.sources))))));
}

/** The citation of a source. Some have line numbers of a text, others a number or a heading. */
export function sourceName(page, { title, locator }) {
  const lines = /^L\d+(, L\d+)*$/.test(locator) && locator.match(/\d+/g);
  const place = lines ? page.t(lines.length > 1 ? 'source.lines' : 'source.line', { n: formatList(page, lines) }) : locator;
  return [title, place === '—' ? '' : place].filter(Boolean).join(', ');
}

/** Opens a rule. */
export function ruleLink(page, rule) {
  return h('button', { class: 'quiet rule-link', type: 'button', key: 'rule', onclick: () => page.openView(`rules/${rule}`) },
    page.t('rule.open'));
}

/** The sources of a rule, with how well each is verified and when it was read. */
export function sourcesView(page, sources = []) {
  // Sources with the same citation are shown once.
  const lines = new Map(sources.map((source) => {
    const read = source.captured && page.t('source.read', { day: source.captured });
    const name = sourceName(page, source);
    const how = [source.verified_text, read].filter(Boolean).join(' · ');
    return [`${name} ${how}`, { name, how, url: source.url }];
  }));
  return lines.size > 0 && h('ul', { class: 'sources' }, [...lines].map(([key, { name, how, url }]) => h('li', { key },
    url?.startsWith('https://') ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, name) : name, ` · ${how}`)));
}
