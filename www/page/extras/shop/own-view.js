// The seller's rules: what is in force, the forms, and the result of a check.

import { h } from '../../dom/dom.js';
import { sourcesView } from '../../answer/duties-view.js';
import { findingsView, witnessView } from '../policy/findings-view.js';
import { icon } from '../../dom/icons.js';
import { EXAMPLE, MAX_FILE_SIZE } from './own.js';
import { setupView } from './setup-view.js';
import { ownRulesView } from './own-rules-view.js';
import { changedSettings, packSummary } from './pack-summary.js';
import { shopSettingsView } from './shop-settings-view.js';
import { counted, formatCount, t } from '../texts.js';
import { formatList } from '../../dom/words.js';

/** Number of groups of changed situations that are not folded. */
const GROUPS_SHOWN = 8;

/** Maximum number of conflicting rules that are not folded. */
const RULES_SHOWN = 3;

export function ownView(page, policy) {
  const { own } = policy;
  const { packDraft } = own;
  own.updateLanguage();
  return [
    setupView(page),
    h('p', null, t(page, 'own.intro')),
    inForceView(page, own),
    shopSettingsView(page, policy, packDraft),
    ownRulesView(page, policy, packDraft),
    h('div', { class: 'actions', key: 'check' },
      h('button', { class: 'primary', type: 'button', key: 'check', disabled: !packDraft.edited, onclick: () => own.check() }, t(page, 'shop.check')),
      packDraft.edited && h('button', { class: 'secondary', type: 'button', key: 'restart', onclick: () => packDraft.restart() }, t(page, 'shop.restart')),
      packDraft.edited && h('span', { class: 'note', key: 'note' }, t(page, 'shop.begun'))),
    own.candidate && candidateView(page, policy, own.candidate),
    filesView(page, own),
  ];
}

function inForceView(page, own) {
  if (page.shop.own) {
    return h('div', { class: 'in-force', key: 'in-force' },
      h('p', null, icon('done'), h('strong', null, t(page, 'own.in_force', { title: page.shop.own.title }))),
      h('button', { class: 'secondary', type: 'button', onclick: () => own.stop() }, t(page, 'own.stop')));
  }
  return page.shop.host?.pack && h('p', { class: 'in-force', key: 'in-force' }, t(page, 'own.of_host'));
}

function filesView(page, own) {
  const save = (kind) => h('button', { class: 'secondary', type: 'button', key: kind, 'data-save': kind, onclick: () => own.save(kind) },
    t(page, `shop.save.${kind}`));
  return h('details', { class: 'fold', key: 'files', 'data-shop': 'files' },
    h('summary', null, t(page, 'shop.files')),
    chooseView(page, own),
    h('div', { class: 'actions', key: 'save' }, save('json'), save('csv'), save('template'), save('codes')),
    h('p', { class: 'note' }, t(page, 'own.format')),
    h('pre', { class: 'format', lang: 'en', dir: 'ltr', tabindex: '0', 'aria-label': t(page, 'own.format') }, JSON.stringify(EXAMPLE, null, 2)));
}

function chooseView(page, own) {
  return h('div', { class: 'choose-file', key: 'choose' },
    h('label', { class: 'secondary file' },
      h('input', {
        type: 'file', accept: '.json,.csv,.tsv,.txt,application/json,text/csv', class: 'aside',
        onchange: (event) => {
          const [file] = event.target.files;
          // Cleared, so that choosing the same file again is a change.
          event.target.value = '';
          if (file) own.read(file);
        },
      }),
      t(page, 'own.choose')),
    h('span', { class: 'note' }, t(page, 'own.drop')));
}

function candidateView(page, policy, candidate) {
  const { own } = policy;
  return h('div', { class: 'candidate', key: 'candidate', role: 'status' },
    candidate.working ? h('p', { class: 'note waiting' }, t(page, 'policy.working'))
      : candidate.trouble ? troubleView(page, candidate)
        : checkedView(page, policy, candidate),
    !candidate.working && usable(candidate) && page.shop.own && h('div', { class: 'replaced', key: 'replaced' },
      h('p', null, t(page, 'own.replaces', { title: page.shop.own.title, parts: packSummary(page, page.shop.own.pack) })),
      lostView(page, candidate.admitted)),
    !candidate.working && h('div', { class: 'actions' },
      usable(candidate) && h('button', { class: 'primary', type: 'button', key: 'use', onclick: () => own.use() },
        t(page, complete(candidate) ? 'own.use' : 'own.use_good')),
      candidate.file && candidate.admitted && h('button', { class: 'secondary', type: 'button', key: 'edit', onclick: () => own.edit() }, t(page, 'own.edit')),
      h('button', { class: 'secondary', type: 'button', key: 'discard', onclick: () => own.discard() }, t(page, 'own.discard'))));
}

/** The settings in force that the new ones change or do not have. */
function lostView(page, admitted) {
  const lost = changedSettings(page, page.shop.own.pack.settings, admitted.settings);
  return lost.length > 0 && h('p', { class: 'goes' }, icon('wrong'), h('span', null, t(page, 'own.loses', { settings: formatList(page, lost) })));
}

/** Whether a rule or the settings can be put in force. */
function usable({ admitted }) {
  return admitted !== undefined && (admitted.rules.length > 0 || admitted.settings !== undefined);
}

/** Whether all of it can be put in force. */
function complete({ admitted, pack, problems }) {
  return problems.length === 0 && admitted.rules.length === pack.rules.length;
}

function troubleView(page, { file, trouble, line, column, size = 0 }) {
  const kilobytes = new Intl.NumberFormat(page.lang, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
  const [most, found] = [kilobytes.format(MAX_FILE_SIZE / 1024), kilobytes.format(Math.ceil(size / 1024))];
  return h('div', { class: 'problem', role: 'alert' },
    h('p', null, icon('wrong'), h('span', null, t(page, `own.${trouble}`, { file, line, column, most, found }))),
    page.shop.own && h('p', null, t(page, 'own.untouched')));
}

function checkedView(page, policy, candidate) {
  const { admission, admitted, audit, difference, pack, problems, title } = candidate;
  const findings = audit && unlistedFindings(audit.findings, admission.limited);
  return [
    h('h3', { key: 'title', tabindex: '-1' }, t(page, 'own.not_in_force', { title })),
    admitted && pack.rules.length > 0 && h('p', { key: 'read' }, t(page, 'own.good', { n: admitted.rules.length, all: pack.rules.length })),
    problems.length > 0 && h('div', { class: 'problem', role: 'alert', key: 'problems' },
      h('p', null, icon('wrong'), h('strong', null, t(page, 'own.problems'))),
      h('ul', { class: 'plain' }, problems.map((problem, index) => h('li', { key: String(index) },
        h('span', { class: 'path' }, positionOf(page, problem)), ' ',
        problem.message, problem.help && h('span', { class: 'help' }, ` ${problem.help}`)))),
      page.shop.own && h('p', null, t(page, 'own.untouched'))),
    objectionsView(page, policy, 'refused', admission.refused),
    objectionsView(page, policy, 'limited', admission.limited),
    audit && (findings.length > 0 || audit.findings.length === 0) && h('section', { key: 'findings' },
      h('h4', null, t(page, 'own.findings')),
      audit.findings.length === 0 && h('p', null, counted(page, 'own.no_findings', audit.situations)),
      findingsView(page, policy, findings)),
    difference && h('section', { class: 'changed', key: 'changes' },
      h('h4', null, t(page, 'own.changes')),
      changesView(page, policy, difference)),
  ];
}

/** The findings that no objection lists already, with all its clauses. */
function unlistedFindings(findings, objections) {
  const isListed = ({ kind, rules }) => objections.some(({ ground, rule }) => ground === kind && rules.includes(rule));
  return findings.filter((finding) => !isListed(finding));
}

/** The position of a problem: the row and column of a spreadsheet, the name of a setting, or a path; empty for the
    whole file. */
function positionOf(page, { path, row, column }) {
  if (row) return t(page, column ? 'own.at.cell' : 'own.at.row', { row, column });
  const within = path.replace(/^\/pack/, '');
  return within && t(page, 'own.at', { path: settingName(page, within) ?? within });
}

/** What the forms call the setting at a path, such as "/settings/coupon/CNY/0". */
function settingName(page, path) {
  const [, code, place] = path.match(/^\/settings\/(\w+)(?:\/.*?(\d+)$)?/) ?? [];
  const keys = [`shop.${code}.${Number(place) + 1}`, `shop.${code}`];
  const key = code && keys.find((each) => t(page, each) !== each);
  return key && t(page, key);
}

/** Rules that conflict with platform or law, each with the clauses. */
function objectionsView(page, policy, kind, objections) {
  return objections.length > 0 && h('section', { key: kind, 'data-objections': kind },
    h('h4', null, t(page, `own.${kind}`)),
    h('ul', { class: 'plain findings' }, objections.map((objection, index) => h('li', { key: String(index), 'data-ground': objection.ground },
      h('p', null, icon(kind === 'refused' ? 'wrong' : 'due'), h('span', null, h('strong', null, objection.rule), `: ${objection.message}`)),
      clausesView(page, objection.by),
      h('p', { class: 'note' }, counted(page, 'audit.in_situations', objection.situations)),
      witnessView(page, policy, objection.witness)))));
}

/** The rules that conflict with one, folded if they are many. */
function clausesView(page, rules) {
  const list = h('ul', { class: 'plain' }, rules.map((by) => h('li', { key: by.rule },
    h('p', null, h('span', { class: 'layer' }, by.layer_text), ' ', by.text), sourcesView(page, by.sources))));
  return rules.length <= RULES_SHOWN ? list
    : h('details', { class: 'fold' }, h('summary', null, t(page, 'own.clauses', { n: rules.length })), list);
}

function changesView(page, policy, { changed, situations, groups }) {
  if (changed === '0') return h('p', null, t(page, 'own.no_changes'));
  const items = (list) => h('ul', { class: 'plain' }, list.map((group, index) => h('li', { key: String(index) }, groupView(page, policy, group))));
  return [
    h('p', { key: 'changed' }, counted(page, 'own.changed', changed, { situations: formatCount(page, situations) })),
    items(groups.slice(0, GROUPS_SHOWN)),
    groups.length > GROUPS_SHOWN && h('details', { class: 'fold', key: 'more' },
      h('summary', null, t(page, 'own.more', { n: groups.length - GROUPS_SHOWN })), items(groups.slice(GROUPS_SHOWN))),
  ];
}

function groupView(page, policy, group) {
  const texts = (ids) => ids.map((id) => policy.rules.value?.find((rule) => rule.id === id)?.text ?? id).join('; ');
  return [
    group.from === group.to
      ? h('p', { key: 'same' }, t(page, 'own.same_remedy', { remedy: group.to_title }))
      : h('dl', { class: 'from-to', key: 'change' },
        h('dt', null, t(page, 'own.from')), h('dd', null, group.from_title || '–'),
        h('dt', null, t(page, 'own.to')), h('dd', null, group.to_title || '–')),
    group.ended.length > 0 && h('p', { class: 'note', key: 'ended' }, t(page, 'own.ended', { rules: texts(group.ended) })),
    group.begun.length > 0 && h('p', { class: 'note', key: 'begun' }, t(page, 'own.begun', { rules: texts(group.begun) })),
    h('p', { class: 'note', key: 'count' }, counted(page, 'audit.in_situations', group.situations), ' ',
      witnessView(page, policy, group.witness)),
  ];
}
