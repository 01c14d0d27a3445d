// The right side, on a phone the sheet: first the remedy, the deadline and the message, then the rest.

import { h } from '../dom/dom.js';
import { amountView, deadlineLinks, dutiesView, sourcesView, timeButton } from './duties-view.js';
import { formatList } from '../dom/words.js';
import { icon } from '../dom/icons.js';
import { copyButton, messageView } from './message-view.js';
import { whyView, wouldChangeView } from './why-view.js';

/** Number of possible remedies that are not folded. */
const REMEDIES_SHOWN = 5;

/** What an answer has, each with its icon. */
const BLANK = { 'blank.do': 'done', 'blank.when': 'clock', 'blank.write': 'copy' };

/** The answer. On the `first` drawing only the steps and the message. */
export function answerView(page, first) {
  if (page.blank) return blankView(page);
  // A sheet that only counts remedies would cover the complaints.
  if (page.hasSheet && page.current === 'complaint' && page.problems.length === 0) return null;
  const { advice } = page;
  return h('section', {
    class: `answer ${page.sheet ? 'open' : ''}`, part: 'answer', key: 'answer', 'aria-label': page.t('answer.title'),
  },
    gripView(page),
    leadView(page),
    h('div', { class: 'rest' },
      advice.status === 'open' && possibleView(page),
      h('div', { class: 'doing' },
        messageView(page),
        h('div', { class: 'todo' }, stepsView(page), page.wide && nextView(page))),
      !first && page.desk && page.deskParts.caseView(page),
      !first && h('div', { class: 'below' },
        dutiesView(page),
        alternativesView(page),
        wouldChangeView(page),
        whyView(page),
        page.planOpen ? page.extras.planView(page) : planButton(page))));
}

function blankView(page) {
  return h('section', { class: 'blank', key: 'blank', 'aria-label': page.t('answer.title') },
    h('h2', null, page.t('blank.title')),
    h('ul', { class: 'plain' }, Object.entries(BLANK).map(([key, shape]) => h('li', { key }, icon(shape), page.t(key)))),
    h('p', { class: 'note' }, page.t('blank.private')));
}

/** The bar that opens and closes the sheet. */
function gripView(page) {
  return h('button', {
    class: 'grip', type: 'button', 'aria-expanded': String(page.sheet),
    onclick: () => page.tapSheet(),
    onpointerdown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      page.dragSheet(event.clientY);
    },
    onpointerup: (event) => page.dropSheet(event.clientY),
  },
    icon(page.sheet ? 'down' : 'up'),
    h('span', null, page.t(page.sheet ? 'sheet.close' : 'sheet.open')));
}

function leadView(page) {
  const { advice } = page;
  const open = advice.status === 'open';
  const first = advice.ask[0];
  return h('div', { class: `lead ${open ? 'undecided' : ''}` },
    h('h2', { part: 'headline', tabindex: '-1' },
      page.headline),
    page.checking && h('p', { class: 'note', key: 'checking' }, page.t('shop.checking')),
    !open && advice.remedy.summary && h('p', { class: 'summary' }, advice.remedy.summary),
    open && first && h('p', { class: 'summary' }, page.t('open.first', { question: first.question })),
    costsView(page, advice),
    clockView(page),
    notesView(page),
    page.hasSheet && previewView(page),
    h('div', { class: 'actions' },
      open && first && h('button', { class: 'primary', type: 'button', key: 'answer', onclick: () => page.goTo(first.fact) },
        page.t('open.answer')),
      copyButton(page, open && first ? 'secondary' : 'primary'),
      !open && h('button', { class: 'secondary steps-button', type: 'button', key: 'steps', onclick: () => page.goTo('steps') },
        page.t('steps.title'), icon('up')),
      page.sheet && h('button', { class: 'secondary', type: 'button', key: 'next', onclick: () => page.clear() }, page.t('next.buyer'))),
    !page.wide && nextView(page));
}

/** What an answer, or what is fallen back on, costs. */
function costsView(page, { costs }) {
  return costs && h('p', { class: 'note costs', key: 'costs' }, page.t('costs.title', { costs: formatList(page, costs.map(({ title }) => title)) }));
}

/** The deadline in the headline. */
function clockView(page) {
  const duty = page.advice.duties.find(({ leads }) => leads);
  if (!duty) return null;
  return h('div', { class: `clock ${duty.overdue ? 'overdue' : ''}`, part: 'deadline' },
    icon('clock'),
    h('div', null,
      h('p', null,
        h('strong', null, [duty.left_text, duty.due_text].filter(Boolean).join(' · ')),
        h('span', { class: 'clock-what' }, ` ${duty.text}`)),
      h('div', { class: 'links' }, deadlineLinks(page, duty), page.advice.duties.map((other) => other !== duty && other.act === duty.act && timeButton(page, other)))));
}

/** The beginning of the message, in the closed sheet. */
function previewView(page) {
  const { message } = page.advice;
  return message.text && h('div', { class: 'preview', key: 'preview' },
    h('button', { type: 'button', onclick: () => page.setSheet(true) },
      h('span', { class: 'aside' }, page.t('message.read')),
      h('span', { class: 'preview-text', lang: message.lang, dir: 'auto' }, page.messageText.replace(/\s+/g, ' '))),
    page.order.lost && h('p', { class: 'note', key: 'lost' }, page.t('message.lost'), ' ',
      h('button', { class: 'quiet', type: 'button', onclick: () => page.editMessage(page.order.lost) }, page.t('message.restore'))));
}

/** What the answer does not rest on, with what is proposed. */
function notesView(page) {
  return page.advice.notes.map(({ code, text, set, label }) => h('p', { class: 'note', key: code, 'data-note': code },
    text,
    set && [' ', h('button', { class: 'quiet', type: 'button', onclick: () => page.apply(set, label) }, label)]));
}

/** What may happen next, one button each. A button that is no longer possible keeps its place, so that no other moves
    under the finger. In a wide page the buttons are under the steps. */
function nextView(page) {
  const next = page.moves;
  return next.length > 0 && h('div', { class: 'next', role: 'group', 'aria-label': page.t('next.title') },
    h('span', { class: 'next-name', 'aria-hidden': 'true' }, page.t('next.title')),
    next.map(({ code, label, set }) => h('button', {
      class: 'pill', type: 'button', key: code, 'data-next': code, 'aria-disabled': !set && 'true', onclick: () => set && page.apply(set, label),
    }, label)));
}

function possibleView(page) {
  const { possible } = page.advice;
  const items = (list) => h('ul', { class: 'plain' }, list.map((remedy) => h('li', { key: remedy.code }, remedy.title)));
  return h('div', { class: 'part possible' },
    h('h3', null, page.t('possible.title')),
    items(possible.slice(0, REMEDIES_SHOWN)),
    possible.length > REMEDIES_SHOWN && h('details', { class: 'fold' },
      h('summary', null, page.t('possible.more', { n: possible.length - REMEDIES_SHOWN })),
      page.settled && items(possible.slice(REMEDIES_SHOWN))));
}

function stepsView(page) {
  const { steps } = page.advice;
  return steps.length > 0 && h('div', { class: 'part steps', part: 'steps' },
    h('h3', { 'data-fact': 'steps', tabindex: '-1' }, page.t('steps.title')),
    h('ol', null, steps.map((step) => h('li', { key: step.act },
      h('label', null,
        h('input', {
          type: 'checkbox', checked: page.order.done.has(step.act),
          onchange: (event) => page.checkStep(step.act, event.target.checked),
        }),
        h('span', null, step.text, amountView(step))),
      step.path && [h('p', { class: 'note' }, page.t('steps.where', { path: step.path })), sourcesView(page, step.path_sources)],
      step.evidence?.map((rule) => [h('p', null, rule.text), sourcesView(page, rule.sources)])))));
}

function alternativesView(page) {
  const { alternatives } = page.advice;
  return alternatives.length > 0 && h('details', { class: 'part fold alternatives' },
    h('summary', null, page.t('alternatives.title', { n: alternatives.length })),
    page.settled && h('ol', { class: 'plain' }, alternatives.map(({ code, title, set, costs }) => h('li', { key: code },
      set && h('button', { class: 'quiet', type: 'button', 'data-remedy': code, onclick: () => page.apply(set, title) }, title),
      // Paper has nothing to tap.
      h('span', { class: set && 'print-only' }, title),
      costsView(page, { costs })))));
}

/** The button that opens the check of the seller's own plan. */
function planButton(page) {
  return h('p', { class: 'part plan', key: 'plan' },
    h('button', { class: 'quiet', type: 'button', onclick: () => page.openPlan(true) }, page.t('plan.open')));
}
