// The codes that a spreadsheet of rules is written with, beside their words, as a table for spreadsheets.

/** The table of the facts with their values, the remedies and the acts. `form` and `choices` are those of the library. */
export function codesTable(form, { remedies, acts }) {
  const facts = form.facts.flatMap(({ code, label, values = [] }) => [[code, '', label], ...values.map((value) => [code, value.code, value.label])]);
  const named = (column, list) => list.map(({ code, title, text }) => [column, code, title ?? text]);
  const rows = [...facts, ...named('remedy', remedies), ...named('steps', acts)];
  // The mark has spreadsheets read it as UTF-8.
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
