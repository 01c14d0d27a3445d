// The remedies of all cases at one place: order states as columns, complaints as rows. A narrow page shows one order
// state at a time.

import { complaintGroups } from '../../case/complaint-view.js';
import { h } from '../../dom/dom.js';
import { factSelect, resultView } from '../result-view.js';
import { t } from '../texts.js';

export function gridView(page, policy) {
  const { chosen } = policy;
  const states = page.facts.get('order_state').values;
  const shown = page.wide ? states : states.filter((state) => state.code === chosen.order_state);
  return [
    h('p', { class: 'note' }, t(page, 'grid.intro')),
    h('div', { class: 'choices' },
      factSelect(page, policy, 'platform', page.t('place.choose')),
      factSelect(page, policy, 'buyer_region', page.t('place.choose')),
      factSelect(page, policy, 'evidence', t(page, 'grid.unstated')),
      !page.wide && factSelect(page, policy, 'order_state')),
    chosen.platform && chosen.buyer_region
      ? tableView(page, policy, shown)
      : h('p', { class: 'problem', key: 'place' }, t(page, 'grid.place')),
  ];
}

function tableView(page, policy, states) {
  const columns = states.map((state) => [state, policy.column(state.code)]);
  const pending = columns.find(([, column]) => column.value === undefined);
  if (pending) return resultView(page, policy, columns.find(([, column]) => column.failed)?.[1] ?? pending[1]);
  return h('table', { class: 'cases' },
    h('caption', { class: 'aside' }, t(page, 'policy.grid')),
    h('thead', null, h('tr', null,
      h('th', { scope: 'col', key: 'complaint' }, t(page, 'grid.complaint')),
      states.map((state) => h('th', { scope: 'col', key: state.code }, state.label)))),
    complaintGroups(page.facts.get('complaint').values).map(([group, members]) => h('tbody', { key: group },
      h('tr', { class: 'group-row', key: '' },
        h('th', { scope: 'rowgroup', colspan: String(states.length + 1) }, page.t(`group.${group}`))),
      members.map((complaint) => rowView(page, policy, complaint, columns)))));
}

function rowView(page, policy, complaint, columns) {
  return h('tr', { key: complaint.code },
    h('th', { scope: 'row' }, complaint.label),
    columns.map(([state, column]) => h('td', { key: state.code, 'data-cell': `${state.code}/${complaint.code}` },
      cellView(page, policy, column.value.get(complaint.code)))));
}

function cellView(page, policy, { advice, opened, why_not }) {
  if (!advice) {
    return h('span', { class: 'impossible', title: why_not },
      h('span', { 'aria-hidden': 'true' }, '–'), h('span', { class: 'aside' }, t(page, 'grid.impossible')));
  }
  const { remedy, possible, because: [deciding] } = advice;
  return h('button', { class: remedy ? 'cell' : 'cell undecided', type: 'button', onclick: () => policy.open(opened) },
    remedy ? h('span', { class: 'cell-remedy' }, remedy.title) : [
      h('span', { class: 'cell-remedy', key: 'n' }, t(page, 'grid.possible', { n: possible.length })),
      possible.map((other) => h('span', { class: 'cell-possible', key: other.code }, other.title)),
    ],
    deciding && h('span', { class: 'cell-layer' }, deciding.layer_text));
}
