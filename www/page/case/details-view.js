// Details that refine the answer: the amounts and the times. Their fields are drawn once they are unfolded.

import { h } from '../dom/dom.js';

export function detailsView(page) {
  const all = [...amountsIn(page), ...timesIn(page)];
  const stated = all.filter((fact) => page.case[fact.code] !== undefined).length;
  const open = page.detailsOpen || all.some((fact) => page.problemsAt(fact.code).length > 0);
  return h('details', { class: 'fold details', open, ontoggle: (event) => page.setDetails(event.currentTarget.open) },
    h('summary', null, stated > 0 ? page.t('details.stated', { n: stated }) : page.t('details.title')),
    open && page.extras?.detailFields(page));
}

/** The amounts that apply or are stated. */
export function amountsIn(page) {
  return fieldsOf(page).filter((fact) => fact.kind === 'money');
}

/** The times that apply or are stated and are not among the questions. */
export function timesIn(page) {
  return fieldsOf(page).filter(({ code, kind }) => kind === 'time' && !page.questions.includes(code));
}

function fieldsOf(page) {
  return [...page.facts.values()].filter((fact) => fact.applies !== false || page.case[fact.code] !== undefined);
}
