// Design tokens and common parts. Colours have a meaning, which is always in words, too: accent is interactive, amber
// is a duty with a deadline, red is a prohibition or a problem, green is goodwill.

export const baseStyle = `
:host {
  --aftersales-paper: #f7f5ef;
  --aftersales-card: #fffefb;
  --aftersales-ink: #1f2328;
  --aftersales-muted: #5c6068;
  --aftersales-line: #dcd8cd;
  --aftersales-edge: #8a8679;
  --aftersales-accent: #1d4f86;
  --aftersales-on-accent: #ffffff;
  --aftersales-accent-wash: #e6edf5;
  --aftersales-amber: #7a4a00;
  --aftersales-amber-wash: #fbf0d9;
  --aftersales-red: #a02020;
  --aftersales-red-wash: #fbeae7;
  --aftersales-green: #1e5e3a;
  --aftersales-green-wash: #e6f1e8;
  --aftersales-shadow: 0 -6px 24px rgb(40 36 24 / 0.14);
  --aftersales-radius: 8px;
  --aftersales-target: 44px;
  --aftersales-font: system-ui, sans-serif;
  display: block;
  color-scheme: light;
}
:host([hidden]) { display: none; }
*, ::before, ::after { box-sizing: border-box; }
.page {
  color: var(--aftersales-ink);
  background: var(--aftersales-paper);
  font: 400 1rem/1.5 var(--aftersales-font);
  font-variant-numeric: tabular-nums;
  overflow-wrap: break-word;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
.page[data-script^="Han"] { line-height: 1.6; }
h1, h2, h3, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; }
h2 { font-size: 1.375rem; line-height: 1.3; font-weight: 650; text-wrap: balance; }
h3 { font-size: 1rem; line-height: 1.4; font-weight: 650; }
p, li, dd { text-wrap: pretty; }
fieldset { border: 0; min-inline-size: 0; }
legend { padding: 0; font-weight: 650; }
ul, ol { padding-inline-start: 1.25rem; }
.plain { list-style: none; padding: 0; }
a { color: var(--aftersales-accent); text-underline-offset: 0.15em; }
button, select, input, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; }
:focus { outline: none; }
:focus-visible { outline: 3px solid var(--aftersales-accent); outline-offset: 2px; }
h2:focus-visible, h3:focus-visible { outline-offset: 4px; border-radius: 2px; }
.aside {
  position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.print-only { display: none; }
.note { color: var(--aftersales-muted); font-size: 0.875rem; }
.icon {
  flex: none; inline-size: 1.25rem; block-size: 1.25rem; fill: none; stroke: currentColor;
  stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round;
}
.icon-more { stroke-width: 3; }

.primary, .secondary {
  display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem;
  min-block-size: var(--aftersales-target); padding: 0.5rem 1rem; border-radius: var(--aftersales-radius);
  border: 1px solid var(--aftersales-accent); font-weight: 600; line-height: 1.25;
}
.primary { background: var(--aftersales-accent); color: var(--aftersales-on-accent); }
.secondary { background: transparent; color: var(--aftersales-accent); }
.secondary:hover { background: var(--aftersales-accent-wash); }
.danger { border-color: var(--aftersales-red); color: var(--aftersales-red); }
.danger:hover { background: var(--aftersales-red-wash); }
.quiet {
  display: inline-flex; align-items: center; min-block-size: var(--aftersales-target); padding: 0.25rem 0.5rem;
  margin-inline: -0.5rem; border: 0; border-radius: var(--aftersales-radius); background: none;
  color: var(--aftersales-accent); font-weight: 500; text-align: start;
  text-decoration: underline; text-underline-offset: 0.2em; text-decoration-thickness: 1px;
}
.quiet:hover { background: var(--aftersales-accent-wash); }
.trouble { padding: 2rem 1rem; }
.trouble :is(main, div) { display: grid; gap: 0.75rem; max-inline-size: 40rem; margin-inline: auto; }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; }

.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem; align-content: start; }
.field > label { font-size: 0.875rem; color: var(--aftersales-muted); }
input:not([type="radio"], [type="checkbox"]), select, textarea {
  inline-size: 100%; min-block-size: var(--aftersales-target); padding: 0.5rem 0.75rem;
  border: 1px solid var(--aftersales-edge); border-radius: var(--aftersales-radius); background: var(--aftersales-card);
}
select { padding-inline-end: 0.25rem; text-overflow: ellipsis; }
[aria-invalid="true"] { border-color: var(--aftersales-red); }
input[type="checkbox"] { inline-size: 1.25rem; block-size: 1.25rem; margin: 0; accent-color: var(--aftersales-accent); }
.problem { color: var(--aftersales-red); font-size: 0.9375rem; margin-block-start: 0.5rem; }
.problem p { display: flex; gap: 0.5rem; align-items: start; }
.problem .icon { margin-block-start: 0.125rem; }
.problem .help { color: var(--aftersales-ink); }
.fold > summary {
  display: flex; align-items: center; gap: 0.5rem; min-block-size: var(--aftersales-target); cursor: pointer;
  color: var(--aftersales-accent); font-weight: 600; list-style: none;
}
.fold > summary::-webkit-details-marker { display: none; }
.fold > summary::before {
  content: ""; inline-size: 0.45rem; block-size: 0.45rem; margin-inline: 0.15rem 0.25rem;
  border-inline-end: 2px solid; border-block-end: 2px solid; transform: rotate(-45deg);
}
.fold:dir(rtl) > summary::before { transform: rotate(45deg); }
.fold[open] > summary::before { transform: rotate(45deg); }

.top {
  display: flex; align-items: center; gap: 0.5rem; min-block-size: 3.5rem; max-inline-size: 80rem;
  margin-inline: auto; padding-inline: 1rem;
}
.brand { margin-inline-end: auto; font-size: 1.0625rem; font-weight: 650; letter-spacing: -0.01em; }
.badge { font-size: 0.8125rem; line-height: 1.3; color: var(--aftersales-muted); padding: 0.125rem 0.5rem; border: 1px solid var(--aftersales-line); border-radius: 99px; }
.menu { position: relative; }
.menu > summary {
  display: grid; place-items: center; inline-size: var(--aftersales-target); block-size: var(--aftersales-target);
  margin-inline-end: -0.75rem; border-radius: var(--aftersales-radius); color: var(--aftersales-accent); cursor: pointer; list-style: none;
}
.menu > summary::-webkit-details-marker { display: none; }
.menu > ul {
  position: absolute; inset-inline-end: -0.75rem; z-index: 4; min-inline-size: 14rem; margin: 0; padding: 0.25rem; list-style: none;
  background: var(--aftersales-card); border: 1px solid var(--aftersales-edge); border-radius: var(--aftersales-radius);
}
.menu li :is(a, button) {
  display: flex; align-items: center; text-decoration: none; inline-size: 100%; min-block-size: var(--aftersales-target); padding: 0.25rem 0.75rem; border: 0; border-radius: 6px;
  background: none; text-align: start; color: var(--aftersales-accent);
}
.menu li :is(a, button):hover { background: var(--aftersales-accent-wash); }
.notices { position: sticky; inset-block-start: 0; z-index: 3; max-inline-size: 80rem; margin-inline: auto; }
.notice {
  display: flex; flex-wrap: wrap; align-items: center; column-gap: 1.25rem; padding: 0.125rem 1rem; font-size: 0.9375rem;
  background: var(--aftersales-accent-wash); border-block-end: 1px solid var(--aftersales-line);
}
.wide .top { position: sticky; inset-block-start: 0; z-index: 4; background: var(--aftersales-paper); }
.wide .notices { position: fixed; inset-block: auto 1rem; inset-inline-start: max(1rem, calc(50vw - 39rem)); inline-size: min(36vw, 30rem); }
.wide .notice { border: 1px solid var(--aftersales-edge); border-radius: var(--aftersales-radius); }
.wide .notice + .notice { margin-block-start: 0.5rem; }
.notice p { flex: 1 1 12rem; padding-block: 0.5rem; }
p.notice { padding-block: 0.5rem; }

@media (forced-colors: active) {
  .page .chip :checked ~ .chip-text, .page .way .chip :checked ~ .icon {
    forced-color-adjust: none; background: Highlight; color: HighlightText;
  }
}
@media print {
  .page { background: #fff; color: #000; }
  .top .languages, .menu, .notices, .badge { display: none; }
  .print-only { display: block; }
}
`;
