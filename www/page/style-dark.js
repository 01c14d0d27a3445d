// The colours of the dark theme.

export const darkStyle = `
:host {
  --aftersales-paper: #15181c;
  --aftersales-card: #1d2126;
  --aftersales-ink: #e8e5dd;
  --aftersales-muted: #a6a9ae;
  --aftersales-line: #343940;
  --aftersales-edge: #7d828a;
  --aftersales-accent: #9cc1f0;
  --aftersales-on-accent: #10233b;
  --aftersales-accent-wash: #22324a;
  --aftersales-amber: #f0c274;
  --aftersales-amber-wash: #352912;
  --aftersales-red: #f5aaa2;
  --aftersales-red-wash: #3b1f1d;
  --aftersales-green: #9fd4b3;
  --aftersales-green-wash: #1a3123;
  --aftersales-shadow: 0 -6px 24px rgb(0 0 0 / 0.5);
  color-scheme: dark;
}
`;
