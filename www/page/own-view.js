// A seller's own rules: what is in force, what a file would change, and what is wrong with it.

import { h } from './dom.js';
import { sourcesView } from './duties-view.js';
import { findingsView, witnessView } from './findings-view.js';
import { icon } from './icons.js';
import { LARGEST } from './own.js';
import { partsOf, settingsLost } from './own-parts.js';
import { ownRulesView } from './own-rules-view.js';
import { counted, said } from './said.js';
import { shopSettingsView } from './shop-settings-view.js';
import { listed } from './words.js';

/** How many groups of changed situations are shown at once. */
const SHOWN = 8;

/** How many rules that stand against one are shown without being asked for. */
const FEW = 3;

/** The shape of a file, by a rule that has an effect. */
const EXAMPLE = `{
  "id": "my-shop",
  "layer": "shop",
  "title": "My shop",
  "rules": [
    {
      "id": "my-shop-replace-broken",
      "when": {
        "complaint": "damaged",
        "order_state": "delivered",
        "evidence": "confirmed"
      },
      "remedy": "replace_damaged",
      "sources": [{ "title": "Our handbook", "locator": "2" }]
    }
  ]
}`;

export function ownView(page, policy) {
  const { own } = policy;
  const { workshop } = own;
  own.retold();
  return [
    h('p', null, said(page, 'own.intro')),
    inForceView(page, own),
    shopSettingsView(page, policy, workshop),
    ownRulesView(page, policy, workshop),
    h('div', { class: 'actions', key: 'check' },
      h('button', { class: 'primary', type: 'button', key: 'check', disabled: !workshop.begun, onclick: () => own.check() }, said(page, 'shop.check')),
      workshop.begun && h('button', { class: 'secondary', type: 'button', key: 'restart', onclick: () => workshop.restart() }, said(page, 'shop.restart')),
      workshop.begun && h('span', { class: 'note', key: 'note' }, said(page, 'shop.begun'))),
    own.candidate && candidateView(page, policy, own.candidate),
    filesView(page, own),
  ];
}

function inForceView(page, own) {
  if (page.own) {
    return h('div', { class: 'in-force', key: 'in-force' },
      h('p', null, icon('done'), h('strong', null, said(page, 'own.in_force', { title: page.own.title }))),
      h('button', { class: 'secondary', type: 'button', onclick: () => own.stop() }, said(page, 'own.stop')));
  }
  return page.shop?.pack && h('p', { class: 'in-force', key: 'in-force' }, said(page, 'own.of_host'));
}

function filesView(page, own) {
  const save = (kind) => h('button', { class: 'secondary', type: 'button', key: kind, 'data-save': kind, onclick: () => own.save(kind) },
    said(page, `shop.save.${kind}`));
  return h('details', { class: 'fold', key: 'files', 'data-shop': 'files' },
    h('summary', null, said(page, 'shop.files')),
    chooseView(page, own),
    h('div', { class: 'actions', key: 'save' }, save('json'), save('csv')),
    h('p', { class: 'note' }, said(page, 'own.format')),
    h('pre', { class: 'format', lang: 'en', dir: 'ltr', tabindex: '0', 'aria-label': said(page, 'own.format') }, EXAMPLE));
}

function chooseView(page, own) {
  return h('div', { class: 'choose-file', key: 'choose' },
    h('label', { class: 'secondary file' },
      h('input', {
        type: 'file', accept: '.json,.csv,.tsv,.txt,application/json,text/csv', class: 'aside',
        onchange: (event) => {
          const [file] = event.target.files;
          // The same file, once repaired, is to be read again.
          event.target.value = '';
          if (file) own.read(file);
        },
      }),
      said(page, 'own.choose')),
    h('span', { class: 'note' }, said(page, 'own.drop')));
}

function candidateView(page, policy, candidate) {
  const { own } = policy;
  return h('div', { class: 'candidate', key: 'candidate', role: 'status' },
    candidate.working ? h('p', { class: 'note waiting' }, said(page, 'policy.working'))
      : candidate.trouble ? troubleView(page, candidate)
        : checkedView(page, policy, candidate),
    !candidate.working && usable(candidate) && page.own && h('div', { class: 'replaced', key: 'replaced' },
      h('p', null, said(page, 'own.replaces', { title: page.own.title, parts: partsOf(page, page.own.pack) })),
      lostView(page, candidate.admitted)),
    !candidate.working && h('div', { class: 'actions' },
      usable(candidate) && h('button', { class: 'primary', type: 'button', key: 'use', onclick: () => own.use() },
        said(page, complete(candidate) ? 'own.use' : 'own.use_good')),
      candidate.file && candidate.admitted && h('button', { class: 'secondary', type: 'button', key: 'edit', onclick: () => own.edit() }, said(page, 'own.edit')),
      h('button', { class: 'secondary', type: 'button', key: 'discard', onclick: () => own.discard() }, said(page, 'own.discard'))));
}

/** The settings in force that the new ones change or do not have. */
function lostView(page, admitted) {
  const lost = settingsLost(page, page.own.pack.settings, admitted.settings);
  return lost.length > 0 && h('p', { class: 'goes' }, icon('wrong'), h('span', null, said(page, 'own.loses', { settings: listed(page, lost) })));
}

/** Something of it may be in force: a rule, or settings. */
function usable({ admitted }) {
  return admitted !== undefined && (admitted.rules.length > 0 || admitted.settings !== undefined);
}

/** All of it may. */
function complete({ admitted, pack, problems }) {
  return problems.length === 0 && admitted.rules.length === pack.rules.length;
}

function troubleView(page, { file, trouble, line, column, size = 0 }) {
  const kilobytes = new Intl.NumberFormat(page.lang, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
  const [most, found] = [kilobytes.format(LARGEST / 1024), kilobytes.format(Math.ceil(size / 1024))];
  return h('div', { class: 'problem', role: 'alert' },
    h('p', null, icon('wrong'), h('span', null, said(page, `own.${trouble}`, { file, line, column, most, found }))),
    page.own && h('p', null, said(page, 'own.untouched')));
}

function checkedView(page, policy, candidate) {
  const { admission, admitted, audit, difference, pack, problems, title } = candidate;
  return [
    h('h3', { key: 'title', tabindex: '-1' }, said(page, 'own.not_in_force', { title })),
    admitted && pack.rules.length > 0 && h('p', { key: 'read' }, said(page, 'own.good', { n: admitted.rules.length, all: pack.rules.length })),
    problems.length > 0 && h('div', { class: 'problem', role: 'alert', key: 'problems' },
      h('p', null, icon('wrong'), h('strong', null, said(page, 'own.problems'))),
      h('ul', { class: 'plain' }, problems.map((problem, index) => h('li', { key: String(index) },
        h('span', { class: 'path' }, placeOf(page, problem), ' '),
        problem.message, problem.help && h('span', { class: 'help' }, ` ${problem.help}`)))),
      page.own && h('p', null, said(page, 'own.untouched'))),
    objectionsView(page, policy, 'refused', admission.refused),
    objectionsView(page, policy, 'limited', admission.limited),
    audit && h('section', { key: 'findings' },
      h('h4', null, said(page, 'own.findings')),
      audit.findings.length === 0 && h('p', null, said(page, 'own.no_findings', { n: counted(page, audit.situations) })),
      findingsView(page, policy, audit.findings)),
    difference && h('section', { class: 'changed', key: 'changes' },
      h('h4', null, said(page, 'own.changes')),
      changesView(page, policy, difference)),
  ];
}

/** Where a mistake is: in a spreadsheet its row and column. */
function placeOf(page, { path, row, column }) {
  if (row) return said(page, column ? 'own.at.cell' : 'own.at.row', { row, column });
  return said(page, 'own.at', { path: path.replace(/^\/pack/, '') || '/' });
}

/** Rules against which platform or law stand, each with the clauses. */
function objectionsView(page, policy, kind, objections) {
  return objections.length > 0 && h('section', { key: kind, 'data-objections': kind },
    h('h4', null, said(page, `own.${kind}`)),
    h('ul', { class: 'plain findings' }, objections.map((objection, index) => h('li', { key: String(index), 'data-ground': objection.ground },
      h('p', null, icon(kind === 'refused' ? 'wrong' : 'due'), h('span', null, h('strong', null, objection.rule), `: ${objection.message}`)),
      clausesView(page, objection.by),
      h('p', { class: 'note' }, said(page, 'audit.in_situations', { n: counted(page, objection.situations) })),
      witnessView(page, policy, objection.witness)))));
}

/** The rules that stand against one; folded where they are many. */
function clausesView(page, rules) {
  const list = h('ul', { class: 'plain' }, rules.map((by) => h('li', { key: by.rule },
    h('p', null, h('span', { class: 'layer' }, by.layer_text), ' ', by.text), sourcesView(page, by.sources))));
  return rules.length <= FEW ? list
    : h('details', { class: 'fold' }, h('summary', null, said(page, 'own.clauses', { n: rules.length })), list);
}

function changesView(page, policy, { changed, situations, groups }) {
  if (changed === '0') return h('p', null, said(page, 'own.no_changes'));
  const items = (list) => h('ul', { class: 'plain' }, list.map((group, index) => h('li', { key: String(index) }, groupView(page, policy, group))));
  return [
    h('p', { key: 'changed' }, said(page, 'own.changed', { changed: counted(page, changed), situations: counted(page, situations) })),
    items(groups.slice(0, SHOWN)),
    groups.length > SHOWN && h('details', { class: 'fold', key: 'more' },
      h('summary', null, said(page, 'own.more', { n: groups.length - SHOWN })), items(groups.slice(SHOWN))),
  ];
}

function groupView(page, policy, group) {
  const texts = (ids) => ids.map((id) => policy.rules.value?.find((rule) => rule.id === id)?.text ?? id).join('; ');
  return [
    group.from === group.to
      ? h('p', { key: 'same' }, said(page, 'own.same_remedy', { remedy: group.to_title }))
      : h('dl', { class: 'from-to', key: 'change' },
        h('dt', null, said(page, 'own.from')), h('dd', null, group.from_title || '–'),
        h('dt', null, said(page, 'own.to')), h('dd', null, group.to_title || '–')),
    group.ended.length > 0 && h('p', { class: 'note', key: 'ended' }, said(page, 'own.ended', { rules: texts(group.ended) })),
    group.begun.length > 0 && h('p', { class: 'note', key: 'begun' }, said(page, 'own.begun', { rules: texts(group.begun) })),
    h('p', { class: 'note', key: 'count' }, said(page, 'audit.in_situations', { n: counted(page, group.situations) }), ' ',
      witnessView(page, policy, group.witness)),
  ];
}
