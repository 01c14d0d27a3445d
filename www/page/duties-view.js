// What must be done and must not, with clocks and clauses; and the usual advice that gives way to it.

import { h } from './dom.js';
import { icon } from './icons.js';
import { listed } from './words.js';

export function dutiesView(page) {
  const must = page.advice.duties.filter((duty) => duty.must);
  const mustNot = page.advice.duties.filter((duty) => !duty.must);
  return [
    must.length > 0 && h('div', { class: 'part must', key: 'must' },
      h('h3', null, page.t('must.title')),
      h('ul', { class: 'plain' }, must.map((duty) => dutyView(page, duty, duty.due_text ? 'clock' : 'due')))),
    mustNot.length > 0 && h('div', { class: 'part must-not', key: 'must-not' },
      h('h3', null, page.t('must_not.title')),
      h('ul', { class: 'plain' }, mustNot.map((duty) => dutyView(page, duty, 'stop')))),
  ];
}

function dutyView(page, duty, shape) {
  const due = [duty.due_text, duty.left_text].filter(Boolean).join(' · ');
  const whose = duty.by && duty.by !== 'seller' && page.t(`by.${duty.by}`);
  return h('li', { key: `${duty.rule} ${duty.act}`, class: [duty.due_text && 'timed', duty.overdue && 'overdue'].filter(Boolean).join(' ') || null },
    icon(shape),
    h('div', null,
      h('p', null, whose && h('strong', null, `${whose} `), duty.text, sumView(duty)),
      due && h('p', { class: 'due' }, due),
      duty.borne_by && h('p', { class: 'note' }, page.t('duty.borne_by', { who: page.t(`who_pays.${duty.borne_by}`) })),
      sourcesView(page, duty.sources),
      h('div', { class: 'links' },
        ruleLink(page, duty.rule),
        settleButton(page, duty),
        duty.due && !duty.overdue && h('button', { class: 'quiet rule-link', type: 'button', key: 'calendar', 'data-calendar': '', onclick: () => page.saveDeadline(duty) },
          page.t('duty.calendar')))));
}

/** Asks for the event from which a period counts, while it is not told. */
function settleButton(page, { from }) {
  const event = from && page.case[from] === undefined && page.facts.get(from);
  return event && h('button', { class: 'quiet rule-link', type: 'button', key: 'settle', 'data-settle': from, onclick: () => page.enter(from) },
    page.t('duty.settle', { event: event.label }));
}

/** The amount of a step, a duty or an offer. */
export function sumView({ amount }) {
  return amount && h('strong', { class: 'sum' }, ` ${amount.text}`);
}

export function overruledView(page) {
  const { overruled } = page.advice;
  return overruled.length > 0 && h('div', { class: 'part overruled' },
    h('h3', null, page.t('overruled.title')),
    overruled.map((line) => h('dl', { key: line.rule },
      h('dt', null, page.t('overruled.usual')),
      h('dd', { class: 'usual' }, line.text, sourcesView(page, line.sources)),
      h('dt', { class: 'here' }, page.t('overruled.here')),
      line.by.map((rule) => h('dd', { class: 'ruling', key: rule.rule }, rule.text, sourcesView(page, rule.sources))))));
}

/** A source as it is cited. Some cite the line of a text; others have a number or a heading of their own. */
export function sourceName(page, { title, locator }) {
  const lines = /^L\d+(, L\d+)*$/.test(locator) && locator.match(/\d+/g);
  const place = lines ? page.t(lines.length > 1 ? 'source.lines' : 'source.line', { n: listed(page, lines) }) : locator;
  return [title, place === '—' ? '' : place].filter(Boolean).join(', ');
}

/** Leads to all about a rule. */
export function ruleLink(page, rule) {
  return h('button', { class: 'quiet rule-link', type: 'button', key: 'rule', onclick: () => page.visit(`rules/${rule}`) },
    page.t('rule.open'));
}

/** Where a rule comes from, how well that was checked, and when it was read. */
export function sourcesView(page, sources = []) {
  // Several facts may have been read in one place of a text; it is cited once.
  const lines = new Map(sources.map((source) => {
    const read = source.captured && page.t('source.read', { day: source.captured });
    const name = sourceName(page, source);
    const how = [source.verified_text, read].filter(Boolean).join(' · ');
    return [`${name} ${how}`, { name, how, url: source.url }];
  }));
  return lines.size > 0 && h('ul', { class: 'sources' }, [...lines].map(([key, { name, how, url }]) => h('li', { key },
    url?.startsWith('https://') ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, name) : name, ` · ${how}`)));
}
