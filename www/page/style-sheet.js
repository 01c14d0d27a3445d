// Styles of the answer as a sheet at the lower edge of a narrow screen, and in print.

export const sheetStyle = `
@media screen {
.sheets .answer {
  position: sticky; inset-block-end: 0; z-index: 2; max-block-size: 62dvh; overflow: auto; overscroll-behavior: contain;
  padding: 0 1rem max(0.75rem, env(safe-area-inset-bottom)); border-block-start: 1px solid var(--aftersales-line);
  border-radius: 14px 14px 0 0; box-shadow: var(--aftersales-shadow);
}
.sheets .grip {
  display: flex; align-items: center; justify-content: center; gap: 0.375rem; inline-size: 100%; min-block-size: var(--aftersales-target); margin-block-end: -0.25rem;
  border: 0; background: var(--aftersales-card); color: var(--aftersales-accent); font-size: 0.875rem; touch-action: none;
}
.sheets .lead > *, .sheets .rest { max-inline-size: 44rem; inline-size: 100%; margin-inline: auto; }
.sheets .actions > * { flex: 1 1 auto; }
.sheets .actions .copy { flex-grow: 2; }
.sheets .answer:not(.open) .rest, .sheets .answer:not(.open) .clock-what, .sheets .answer:not(.open) .lead:not(.undecided) .summary { display: none; }
.sheets .answer:not(.open) .lead h2 { font-size: 1.125rem; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.sheets .answer:not(.open) .summary { font-size: 0.9375rem; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.sheets .answer:not(.open) .clock { padding: 0; background: none; }
.sheets .answer:not(.open) .next-name { display: none; }
.sheets .answer:not(.open) .next { flex-wrap: nowrap; overflow-x: auto; padding-block: 3px; scrollbar-width: none; }
@media (max-width: 46rem) { .sheets .answer:not(.open) .next { margin-inline: -1rem; padding-inline: 1rem; inline-size: auto; } }
.sheets .answer:not(.open) .pill { flex: none; }
.sheets .answer.open { position: fixed; inset: 0; max-block-size: none; border: 0; border-radius: 0; padding-block-end: 3rem; animation: rise 140ms ease-out; }
.sheets .answer.open .grip { position: sticky; inset-block-start: 0; z-index: 1; border-block-end: 1px solid var(--aftersales-line); margin-block-end: 1rem; }
.sheets .answer.open :is(.steps-button, .lead .copy) { display: none; }
.sheets .answer.open .actions:not(:has(.primary:not(.copy))):not(.message *) { display: none; }
.sheets .answer.open h3 { scroll-margin-block-start: 4rem; }
@keyframes rise { from { transform: translateY(24%); } }
@media (prefers-reduced-motion: reduce) { .sheets .answer.open { animation: none; } }
}
@media print {
  .answer, .wide .answer { position: static; block-size: auto; max-block-size: none; overflow: visible; box-shadow: none; border: 0; padding: 0 1rem; background: none; }
  .answer .grip, .answer .rule-link, .answer .actions, .answer .next, .answer .names, .alternatives button, .message textarea, .message-note, .message-language, .would-change, .answer .plan { display: none; }
  .wide .columns { display: block; }
  .message .print-only { white-space: pre-wrap; }
  .part, li { break-inside: avoid; }
}
`;
