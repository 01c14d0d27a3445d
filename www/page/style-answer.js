// Styles of the right side.

export const answerStyle = `
.answer { min-inline-size: 0; padding: 1.25rem 1rem 2.5rem; background: var(--aftersales-card); border-block-start: 1px solid var(--aftersales-line); }
.grip { display: none; }
.lead { display: grid; gap: 0.5rem; }
.summary { max-inline-size: 62ch; }
.clock { display: flex; align-items: start; gap: 0.5rem; padding: 0.5rem 0.75rem; border-radius: var(--aftersales-radius); background: var(--aftersales-amber-wash); color: var(--aftersales-amber); }
.clock .icon { margin-block-start: 0.125rem; }
.clock-what { color: var(--aftersales-ink); }
.clock.overdue { background: var(--aftersales-red-wash); color: var(--aftersales-red); }
.next { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
.next-name { font-size: 0.875rem; color: var(--aftersales-muted); }
.pill { min-block-size: var(--aftersales-target); padding: 0.25rem 0.875rem; border: 1px solid var(--aftersales-edge); border-radius: 99px; background: none; color: var(--aftersales-accent); line-height: 1.25; }
.pill[aria-disabled] { color: var(--aftersales-muted); border-style: dashed; cursor: default; }
.pill:not([aria-disabled]):hover { background: var(--aftersales-accent-wash); border-color: var(--aftersales-accent); }

.rest { display: grid; gap: 1.75rem; margin-block-start: 1.5rem; }
.part { min-inline-size: 0; }
.part > h3 { margin-block-end: 0.5rem; }
.doing { display: grid; gap: 1.75rem; }
.doing:empty, .todo:empty { display: none; }
.possible li { padding-block: 0.375rem; border-block-end: 1px solid var(--aftersales-line); }

.steps ol { list-style: none; padding: 0; counter-reset: step; }
.steps li { counter-increment: step; border-block-end: 1px solid var(--aftersales-line); }
.steps label { display: grid; grid-template-columns: 1.25rem auto minmax(0, 1fr); gap: 0.625rem; padding-block: 0.625rem; cursor: pointer; }
.steps label::before { content: counter(step); order: 1; min-inline-size: 2ch; text-align: end; color: var(--aftersales-muted); }
.steps label span { order: 2; }
.steps input { margin-block-start: 0.125rem; }
.steps :checked ~ span { color: var(--aftersales-muted); }
.sum { font-weight: 650; white-space: nowrap; }

.message { align-self: start; padding: 0.75rem 1rem 1rem; border: 1px solid var(--aftersales-edge); border-radius: var(--aftersales-radius); }
.message-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 0.75rem; margin-block-end: 0.5rem; }
.top select, .message-head select { inline-size: auto; min-inline-size: 0; border-color: transparent; color: var(--aftersales-accent); background: none; field-sizing: content; }
.top select:hover, .message-head select:hover { border-color: var(--aftersales-edge); }
.message textarea { display: block; field-sizing: content; min-block-size: 8rem; resize: vertical; line-height: 1.55; background: var(--aftersales-paper); border-color: var(--aftersales-line); }
.message-note { margin-block: 0.25rem 0.75rem; }
.wide .message .actions { margin-block-end: 0.5rem; }
.message-note .quiet { min-block-size: 0; padding-block: 0; margin-inline: 0; padding-inline: 0.125rem; font-size: inherit; }
.names { margin-block-start: 1rem; }
.names-grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr)); gap: 0.75rem; margin-block-start: 0.5rem; }

.must li, .must-not li { display: flex; gap: 0.75rem; padding: 0.75rem; border-inline-start: 3px solid; }
.must li + li, .must-not li + li { margin-block-start: 0.5rem; }
.must li > div, .must-not li > div { min-inline-size: 0; color: var(--aftersales-ink); }
.must li { color: var(--aftersales-edge); background: var(--aftersales-paper); }
.must .timed { color: var(--aftersales-amber); background: var(--aftersales-amber-wash); }
.must .due { color: var(--aftersales-amber); font-weight: 600; }
.must-not li, .must .overdue { color: var(--aftersales-red); background: var(--aftersales-red-wash); }
.must .overdue .due { color: var(--aftersales-red); }
.must-not h3 { color: var(--aftersales-red); }
.goodwill { margin-block-start: 1rem; }
.goodwill legend { color: var(--aftersales-green); }
.goodwill label {
  display: flex; align-items: center; gap: 0.75rem; min-block-size: var(--aftersales-target); padding: 0.375rem 0.75rem; margin-block-start: 0.25rem;
  border-inline-start: 3px solid var(--aftersales-green); background: var(--aftersales-green-wash); cursor: pointer;
}
.goodwill input { flex: none; }
.goodwill .note { margin-block-start: 0.375rem; }
.alternatives ol { counter-reset: fallback; }
.alternatives li { counter-increment: fallback; display: flex; gap: 0.625rem; padding-block: 0.5rem; border-block-end: 1px solid var(--aftersales-line); }
.alternatives li::before { content: counter(fallback); color: var(--aftersales-muted); }

.overruled dl { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0.375rem 1rem; padding-block: 0.75rem; border-block-end: 1px solid var(--aftersales-line); }
.overruled dt { grid-column: 1; font-size: 0.875rem; line-height: 1.7; color: var(--aftersales-muted); }
.overruled dd { grid-column: 2; }
.overruled .usual { color: var(--aftersales-muted); }
.overruled .here { color: var(--aftersales-ink); font-weight: 600; }

.changes { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
.change-chip { display: grid; gap: 0.125rem; min-block-size: var(--aftersales-target); padding: 0.5rem 0.75rem; text-align: start; border: 1px solid var(--aftersales-edge); border-radius: var(--aftersales-radius); background: none; color: var(--aftersales-accent); font-weight: 500; line-height: 1.35; }
.change-chip:hover { background: var(--aftersales-accent-wash); border-color: var(--aftersales-accent); }
.becomes { color: var(--aftersales-muted); font-size: 0.875rem; font-weight: 400; }
.why li { padding-block: 0.75rem; border-block-end: 1px solid var(--aftersales-line); }
.layer { display: inline-block; padding-inline: 0.375rem; border: 1px solid var(--aftersales-edge); border-radius: 4px; font-size: 0.8125rem; line-height: 1.5; color: var(--aftersales-muted); }
.why > .note { margin-block-start: 0.75rem; }
.rule-link { font-size: 0.8125rem; }
.links { display: flex; flex-wrap: wrap; column-gap: 1.5rem; }
.sources { list-style: none; padding: 0; margin-block-start: 0.25rem; font-size: 0.8125rem; line-height: 1.45; color: var(--aftersales-muted); }
.sources li + li { margin-block-start: 0.125rem; }
li .sources li, .why li .sources li { display: block; padding: 0; border: 0; background: none; color: inherit; }

.blank { padding: 1.25rem 1rem 2.5rem; color: var(--aftersales-muted); }
.blank h2 { color: var(--aftersales-ink); font-size: 1.125rem; }
.blank ol { margin-block: 0.75rem 1.25rem; }
.blank li { padding-block: 0.25rem; }

.wide .answer, .wide .blank {
  position: sticky; inset-block-start: 3.5rem; block-size: calc(100dvh - 3.5rem); overflow: auto; overscroll-behavior: contain;
  padding: 1.25rem 1.75rem 3rem; border-block-start: 0; border-inline-start: 1px solid var(--aftersales-line);
}
.wide .lead .actions .copy, .page:not(.sheets) .steps-button { display: none; }
.wide .lead .actions:not(:has(.primary:not(.copy))) { display: none; }
.wide .clock-what { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.wide .clock strong { display: block; }
.wide .todo .next { margin-block-start: 1.25rem; }
.wide .next-name { inline-size: 100%; }
.wide .rest { gap: 1.5rem; margin-block-start: 1.25rem; }
@container answer (min-width: 38rem) { .wide .doing:has(.todo:not(:empty) + .message) { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 1.5rem; } }
.wide .answer { container: answer / inline-size; }
`;
