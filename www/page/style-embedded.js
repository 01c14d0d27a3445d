// Styles of an advisor on another site. The site's styles do not apply, except for the custom properties; the advisor
// stays in its box.

export const embeddedStyle = `
:host(:not([standalone])) .page {
  all: initial;
  display: block; isolation: isolate; overflow: clip; color-scheme: inherit; visibility: inherit; pointer-events: inherit;
  color: var(--aftersales-ink); background: var(--aftersales-paper); border-radius: var(--aftersales-radius);
  font: 400 1rem/1.5 var(--aftersales-font); font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
:host(:not([standalone])) :is(.wide .answer, .wide .top) { position: static; block-size: auto; }
:host(:not([standalone])) .notices { position: sticky; inset: 0 auto auto; inline-size: auto; }
:host(:not([standalone])) .page:not([data-script^="Han"]) .way .chip-text { font-size: 0.75rem; }
`;
