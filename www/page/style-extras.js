// Styles of the extras: the policy at a glance and the dialogs.

export const extrasStyle = `
.visited { max-inline-size: 80rem; margin-inline: auto; padding: 0 1rem 4rem; }
.policy, .policy-part, .all-rules { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
.policy-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; column-gap: 1rem; scroll-margin-block: 4.5rem; }
.parts { display: flex; flex-wrap: wrap; gap: 0.25rem; border-block-end: 1px solid var(--aftersales-line); }
.parts button {
  min-block-size: var(--aftersales-target); padding: 0.25rem 0.75rem; border: 0; border-block-end: 3px solid transparent; background: none;
  color: var(--aftersales-accent); font-weight: 500;
}
.parts button:hover { background: var(--aftersales-accent-wash); }
.parts [aria-current] { border-block-end-color: var(--aftersales-accent); color: var(--aftersales-ink); font-weight: 650; }
.policy .waiting { padding-block: 2rem; }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); gap: 0.75rem; }
.choices .search { grid-column: span 2; }
@media (max-width: 24rem) { .choices .search { grid-column: 1 / -1; } }

.cases { inline-size: 100%; border-collapse: collapse; background: var(--aftersales-card); }
.cases th, .cases td { border: 1px solid var(--aftersales-line); text-align: start; vertical-align: top; overflow-wrap: anywhere; hyphens: auto; }
.cases th { padding: 0.625rem 0.5rem; font-size: 0.875rem; line-height: 1.35; font-weight: 600; }
.cases thead th { background: var(--aftersales-paper); }
.wide .cases { table-layout: fixed; }
.wide .cases thead th { position: sticky; inset-block-start: calc(3.5rem - 2px); z-index: 1; }
.page:not(.wide) .cases thead { position: absolute; clip-path: inset(50%); }
.page:not(.wide) .cases tbody th { inline-size: 32%; }
.cases td { block-size: 1px; }
.cell {
  display: flex; flex-direction: column; gap: 0.25rem; inline-size: 100%; block-size: 100%; min-block-size: var(--aftersales-target); padding: 0.5rem; border: 0;
  background: none; color: var(--aftersales-accent); text-align: start; font-size: 0.875rem; line-height: 1.35; overflow-wrap: anywhere;
}
.cell:hover { background: var(--aftersales-accent-wash); }
.cell:focus-visible { outline-offset: -3px; }
.cell.undecided .cell-remedy, .cell-layer { color: var(--aftersales-muted); }
.cell-layer { margin-block-start: auto; font-size: 0.75rem; }
.cell-possible { padding-inline-start: 0.5rem; border-inline-start: 2px solid var(--aftersales-line); }
.impossible { color: var(--aftersales-muted); }
.cases .impossible { display: block; padding: 0.5rem; }
.cases td:has(.impossible) { background: var(--aftersales-paper); }

.counted { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 1rem; }
.rule-group > h3 { margin-block-end: 0.25rem; scroll-margin-block-start: 4rem; }
.rule { border-block-end: 1px solid var(--aftersales-line); }
.rule summary { min-block-size: var(--aftersales-target); padding-block: 0.625rem; cursor: pointer; }
.rule summary::marker { color: var(--aftersales-accent); }
.rule h3 { font-weight: 500; font-size: 1.0625rem; margin-block-end: 0.75rem; }
.rule-body { display: grid; grid-template-columns: minmax(5rem, min(9rem, 27%)) minmax(0, 1fr); gap: 0.5rem 1rem; padding: 0.25rem 0 1rem; }
.rule-body dt { font-size: 0.875rem; line-height: 1.7; color: var(--aftersales-muted); }
.rule-body dd { min-inline-size: 0; }
.rule-body .sources { margin: 0; font-size: 0.875rem; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: 1rem; margin-block-end: 1rem; }
.figures div { padding: 0.75rem 1rem; border: 1px solid var(--aftersales-line); border-radius: var(--aftersales-radius); background: var(--aftersales-card); }
.figures dt { font-size: 0.875rem; color: var(--aftersales-muted); }
.figures dd { font-size: 1.375rem; font-weight: 650; overflow-wrap: anywhere; }
.audit > * + *, .candidate > * + *, .candidate section > * + * { margin-block-start: 0.75rem; }
.findings > li { padding: 0.75rem; border-inline-start: 3px solid var(--aftersales-amber); background: var(--aftersales-amber-wash); }
.findings > li + li { margin-block-start: 0.5rem; }
.findings > li > p:first-child { display: flex; gap: 0.5rem; }
.findings > li > p > .icon { color: var(--aftersales-amber); }

.in-force, .choose-file { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; }
.in-force p { display: flex; gap: 0.5rem; }
.file { cursor: pointer; }
.file:focus-within { outline: 3px solid var(--aftersales-accent); outline-offset: 2px; }
.candidate { padding: 1rem; border: 1px solid var(--aftersales-edge); border-radius: var(--aftersales-radius); background: var(--aftersales-card); min-inline-size: 0; }
.candidate h4 { margin: 0; font-size: 1rem; }
.candidate .problem li { padding-block: 0.25rem; }
.path { color: var(--aftersales-ink); font-family: ui-monospace, monospace; font-size: 0.875rem; overflow-wrap: anywhere; }
.changed li { padding-block: 0.625rem; border-block-end: 1px solid var(--aftersales-line); }
.from-to { display: grid; grid-template-columns: minmax(5rem, min(9rem, 27%)) minmax(0, 1fr); gap: 0.125rem 1rem; }
.from-to dt { font-size: 0.875rem; line-height: 1.7; color: var(--aftersales-muted); }
.format { max-inline-size: 100%; margin: 0; padding: 0.75rem; overflow: auto; background: var(--aftersales-card); border: 1px solid var(--aftersales-line); border-radius: var(--aftersales-radius); font: 0.875rem/1.5 ui-monospace, monospace; }
.shop-part { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 0.75rem 1rem; align-items: end; margin: 0.75rem 0 0; padding: 0.75rem 1rem 1rem; border: 1px solid var(--aftersales-line); border-radius: var(--aftersales-radius); min-inline-size: 0; }
.shop-part > .note, .shop-part > .tick { grid-column: 1 / -1; }
.tick { display: flex; align-items: center; gap: 0.75rem; min-block-size: var(--aftersales-target); cursor: pointer; }
.tick input { flex: none; }
.goes { margin-block: 0.75rem; }
.goes .icon { margin-inline-end: 0.5rem; vertical-align: text-bottom; }
.shop-part > legend { padding-inline: 0.25rem; font-weight: 650; }
.shop-part > .condition, .shop-part > .picked, .shop-part > .joined, .conditions > * { grid-column: 1 / -1; }
.condition { display: flex; flex-wrap: wrap; align-items: start; gap: 0.5rem 1rem; margin: 0; padding: 0.5rem 0.75rem; border: 1px solid var(--aftersales-line); border-radius: var(--aftersales-radius); min-inline-size: 0; }
.condition legend { font-size: 0.875rem; color: var(--aftersales-muted); }
.condition select { inline-size: auto; }
.condition .values { flex: 1 1 16rem; display: flex; flex-wrap: wrap; gap: 0 1rem; }
.condition .values label { display: inline-flex; align-items: center; gap: 0.375rem; min-block-size: var(--aftersales-target); }
.condition .values input { inline-size: 1.25rem; block-size: 1.25rem; margin: 0; accent-color: var(--aftersales-accent); }
.condition > .quiet { align-self: end; margin-inline-start: auto; }
.condition .joined, .shop-part .joined { display: flex; max-inline-size: none; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; }
.joined > .field { flex: 1 1 8rem; }
.own-rule { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; }
.own-rule p { flex: 1 1 16rem; min-inline-size: 0; overflow-wrap: anywhere; }
.own-rules li { padding-block: 0.5rem; border-block-end: 1px solid var(--aftersales-line); }
.own-rules > * + *, .own > * + *, .rule-form > * + * { margin-block-start: 0.75rem; }
.rule-form { padding: 0.5rem 0 1rem; }
.rule-form .fold .field { margin-block-start: 0.75rem; }
.plan h3 { scroll-margin-block: 4.5rem; }
.plan .field { max-inline-size: 30rem; }
.plan > * + * { margin-block-start: 0.75rem; }
.picked li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 0.75rem; }
.verdict { display: flex; align-items: center; gap: 0.5rem; padding: 0.75rem; border-inline-start: 3px solid var(--aftersales-accent); background: var(--aftersales-accent-wash); }
.verdict:is(.against_rule, .less_than_owed, .more_than_usual) { border-color: var(--aftersales-amber); background: var(--aftersales-amber-wash); }
.checked li { padding-block: 0.5rem; border-block-end: 1px solid var(--aftersales-line); }
.checked :is(.against_rule, .less_than_owed) .layer { border-color: var(--aftersales-amber); color: var(--aftersales-amber); }
.settings {
  max-inline-size: min(34rem, calc(100vw - 2rem)); padding: 1.5rem; border: 1px solid var(--aftersales-edge);
  border-radius: var(--aftersales-radius); background: var(--aftersales-card); color: var(--aftersales-ink);
}
.settings::backdrop { background: rgb(20 20 20 / 0.45); }
.settings > * + * { margin-block-start: 1rem; }
.paste { inline-size: min(40rem, calc(100vw - 2rem)); }
.paste form > * + * { margin-block-start: 1rem; }
.paste textarea { overflow-wrap: anywhere; }

@media print {
  .policy-head button, .parts, .choices, .counted button, .choose-file, .witness, .policy .fold, .settings { display: none; }
  .visited { padding: 0; }
  .cases { font-size: 0.75rem; }
  .cases thead th { position: static; }
  .rule, .cases tr { break-inside: avoid; }
  .cell { color: inherit; }
}
`;
