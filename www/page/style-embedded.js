// An advisor in a page of another site: nothing of that page's styles reaches it but the colours and the font set
// for it, and it neither leaves its place nor uses the window.

export const embeddedStyle = `
:host(:not([standalone])) .page {
  all: initial;
  display: block; isolation: isolate; overflow: clip; color-scheme: inherit; visibility: inherit; pointer-events: inherit;
  color: var(--aftersales-ink); background: var(--aftersales-paper); border-radius: var(--aftersales-radius);
  font: 400 1rem/1.5 var(--aftersales-font); font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
:host(:not([standalone])) :is(.wide .answer, .wide .top) { position: static; block-size: auto; }
:host(:not([standalone])) .notices { position: sticky; inset: 0 auto auto; inline-size: auto; }
:host(:not([standalone])) .way .chip-text:not(:lang(zh)) { font-size: 0.75rem; }
`;
