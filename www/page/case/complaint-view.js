// The complaints: the seller's most frequent ones first, then the others in their groups, or those that a search finds.

import { chipView, choiceView, refusedView } from './choice-view.js';
import { h } from '../dom/dom.js';

/** The groups of complaints in display order; the library assigns the groups. */
const GROUPS = ['parcel', 'goods', 'changes', 'money', 'reviews', 'own', 'unsure'];

export function complaintView(page) {
  const { values } = page.facts.get('complaint');
  const current = page.current === 'complaint';
  return choiceView(page, 'complaint', {
    legend: page.t('complaint.title'),
    chips: [
      searchView(page, values),
      h('div', { class: 'groups', key: 'groups' }, page.search ? foundView(page, values, current) : groupsView(page, values, current)),
    ],
  });
}

function searchView(page, values) {
  return h('input', {
    class: 'search', key: 'search', type: 'search', autocomplete: 'off', value: page.search,
    placeholder: page.t('complaint.search'), 'aria-label': page.t('complaint.search'),
    oninput: (event) => page.setSearch(event.target.value),
    onkeydown: (event) => {
      const first = found(page, values).find((value) => value.possible);
      if (event.key === 'Enter' && page.search && first) page.choose('complaint', first.code);
    },
  });
}

function foundView(page, values, current) {
  const matches = found(page, values);
  if (matches.length === 0) return h('p', { class: 'note', role: 'status', key: 'none' }, page.t('complaint.none', { text: page.search }));
  return groupView(page, 'found', matches, current);
}

/** The complaints whose label or group has the searched text. */
function found(page, values) {
  const text = page.search.trim().toLowerCase();
  return values.filter(({ label, group }) => [label, page.t(`group.${group}`)].some((name) => name.toLowerCase().includes(text)));
}

function groupsView(page, values, current) {
  const often = page.shop.frequent(values);
  const others = values.filter((value) => !often.includes(value));
  return [
    groupView(page, 'often', often, current),
    complaintGroups(others).map(([group, members]) => groupView(page, group, members, false)),
  ];
}

/** The complaints in their groups, as [group, members]. */
export function complaintGroups(values) {
  return [...new Set([...GROUPS, ...values.map(({ group }) => group)])]
    .map((group) => [group, values.filter((value) => value.group === group)])
    .filter(([, members]) => members.length > 0);
}

/** A row of complaints under a name; digits choose among those of a `current` row. */
function groupView(page, group, values, current) {
  const name = { often: 'complaint.often', found: 'complaint.search' }[group] ?? `group.${group}`;
  return h('div', { class: `group ${current ? 'current' : ''}`, key: group, role: 'group', 'aria-labelledby': `group-${group}` },
    h('span', { class: 'group-name', id: `group-${group}` }, page.t(name)),
    h('div', null,
      h('div', { class: 'chips' }, values.map((value) => chipView(page, 'complaint', value))),
      refusedView(page, 'complaint', values)));
}
