// Styles of the left side: place, journey, complaints, questions, details.

export const factsStyle = `
.columns { max-inline-size: 80rem; margin-inline: auto; }
.facts { display: grid; gap: 1.5rem; align-content: start; padding: 0 1rem 1.5rem; min-inline-size: 0; }
.intro { padding-block-end: 0.5rem; border-block-end: 1px solid var(--aftersales-line); }
.place { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem; }
.told { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; }
.told-value { display: flex; align-items: center; gap: 0.5rem; font-weight: 500; }
.told-value .icon { color: var(--aftersales-accent); }
.told .change { flex: none; margin-inline-end: 0; }
.place.told { margin-block: -0.25rem -0.75rem; }
.place .told-value { color: var(--aftersales-muted); }

.choice > legend { margin-block-end: 0.5rem; }
.choice > .told { margin-block-start: -0.5rem; }
.who:not(:last-child) { margin-inline-end: 0.375em; }
[data-script^="Han"] .who:not(:last-child) { margin-inline-end: 0; }
.sheets .choice { scroll-margin-block: 4rem 19rem; }
.wide .choice { scroll-margin-block: 4.5rem 1rem; }
.choice > .note { margin-block-start: 0.375rem; }
.chips { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.chip { position: relative; display: inline-flex; max-inline-size: 100%; cursor: pointer; }
.chip input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: inherit; }
.chip-text {
  display: flex; align-items: center; min-block-size: var(--aftersales-target); padding: 0.375rem 0.6875rem; font-size: 0.9375rem; line-height: 1.25;
  border: 1px solid var(--aftersales-edge); border-radius: var(--aftersales-radius); background: var(--aftersales-card);
}
.chip:hover .chip-text { border-color: var(--aftersales-accent); color: var(--aftersales-accent); }
.chip :checked ~ .chip-text {
  border-color: var(--aftersales-accent); background: var(--aftersales-accent); color: var(--aftersales-on-accent); font-weight: 600;
}
.chip :focus-visible ~ .chip-text { outline: 3px solid var(--aftersales-accent); outline-offset: 2px; }
.chip.unknown .chip-text { border-style: dashed; background: none; color: var(--aftersales-muted); }
.chip.unknown :checked ~ .chip-text { background: none; border-color: var(--aftersales-edge); color: var(--aftersales-muted); font-weight: 400; }
.chip.assumed .chip-text { flex-wrap: wrap; column-gap: 0.375rem; }
.chip small { font-size: 0.8125rem; color: var(--aftersales-muted); }
.chip small::before { content: "("; }
.chip small::after { content: ")"; }
.chip.impossible .chip-text { border-color: var(--aftersales-line); background: none; color: var(--aftersales-muted); }
.chip.impossible :checked ~ .chip-text { background: none; color: var(--aftersales-muted); }
.refused { margin-block-start: 0.75rem; padding: 0.5rem 0.75rem; border-inline-start: 3px solid var(--aftersales-edge); background: var(--aftersales-card); font-size: 0.9375rem; }

.way { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); margin-block-end: 0.75rem; }
.way .chip { flex-direction: column; align-items: center; gap: 0.375rem; padding-block: 0.25rem; text-align: center; }
.way .chip::after {
  content: ""; position: absolute; inset-block-start: calc(0.25rem + 1.375rem - 1px); inset-inline-start: calc(50% + 1.625rem);
  inline-size: calc(100% - 3.25rem); block-size: 2px; background: var(--aftersales-line);
}
.way .chip:last-child::after { display: none; }
.way .chip.before::after { background: var(--aftersales-accent); }
.way .icon {
  inline-size: 2.75rem; block-size: 2.75rem; padding: 0.625rem; border: 1px solid var(--aftersales-edge); border-radius: 50%;
  background: var(--aftersales-card);
}
.way .chip-text { display: block; min-block-size: 0; padding: 0; border: 0; background: none; font-size: 0.75rem; line-height: 1.3; max-inline-size: 100%; }
[data-script^="Han"] .way .chip-text { font-size: 0.8125rem; }
.wide .way .chip-text { font-size: 0.8125rem; }
.way .chip.before .icon { border-color: var(--aftersales-accent); color: var(--aftersales-accent); }
.way .chip:hover .icon { border-color: var(--aftersales-accent); color: var(--aftersales-accent); }
.way .chip :checked ~ .icon { background: var(--aftersales-accent); border-color: var(--aftersales-accent); color: var(--aftersales-on-accent); }
.way .chip :checked ~ .chip-text { background: none; color: var(--aftersales-ink); }
.way .chip :focus-visible ~ .icon { outline: 3px solid var(--aftersales-accent); outline-offset: 2px; }
.way .chip :focus-visible ~ .chip-text { outline: none; }

.groups { display: grid; gap: 0.75rem; }
.group { display: grid; grid-template-columns: 4.25rem minmax(0, 1fr); gap: 0.5rem; }
.group-name { padding-block-start: 0.625rem; font-size: 0.875rem; line-height: 1.5; color: var(--aftersales-muted); }

.questions { display: grid; gap: 1.25rem; padding-block-start: 1.25rem; border-block-start: 1px solid var(--aftersales-line); }
.questions > h3 { font-size: 0.875rem; font-weight: 500; color: var(--aftersales-muted); }
.questions > .quiet { justify-self: start; }
.questions .field > label { font-size: 1rem; font-weight: 650; color: inherit; }
.questions .field > input { max-inline-size: 10rem; }
.details { border-block-start: 1px solid var(--aftersales-line); padding-block-start: 0.5rem; }
.details[open] { padding-block-end: 0.5rem; }
.details > * + * { margin-block-start: 0.75rem; }
.amount > legend { font-size: 0.875rem; font-weight: 400; color: var(--aftersales-muted); margin-block-end: 0.25rem; }
.joined { display: grid; grid-template-columns: minmax(0, 1fr) minmax(6rem, auto); gap: 0.5rem; max-inline-size: 24rem; }
.times { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr)); gap: 0.75rem; }
.asides { display: grid; gap: 0.25rem; }
.asides:empty { display: none; }

.wide .columns { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); align-items: start; }
.wide .columns > :last-child:not(.facts) { grid-column: 2; }
.wide .facts { padding: 0.25rem 1.75rem 6rem 1rem; }

@media print { .facts { display: none; } .printed-facts { display: grid; grid-template-columns: auto 1fr; gap: 0.125rem 1rem; margin: 0 1rem 1rem; font-size: 0.875rem; } }
`;
