// Tables as text, for spreadsheets.

/** Rows of cells as CSV. The mark at the beginning has spreadsheets read it as UTF-8. */
export function csvOf(rows) {
  return `\ufeff${rows.map((cells) => cells.map(written).join(',')).join('\r\n')}\r\n`;
}

/** The rows of a CSV, also as a spreadsheet saves it again: with semicolons or tabs. */
export function rowsOf(text) {
  const rows = [];
  const separator = /[,;\t]/.exec(text)?.[0] ?? ',';
  const cells = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\r\\n]*)(${separator}|\\r?\\n|\\r|$)`, 'gy');
  let row = [];
  for (const [whole, cell, end] of text.replace(/^\ufeff/, '').matchAll(cells)) {
    row.push(read(cell));
    if (end === separator) continue;
    if (row.some((value) => value !== '')) rows.push(row);
    row = [];
    if (whole === '') break;
  }
  return rows;
}

/** A cell. What a spreadsheet would run as a formula becomes text. */
function written(value) {
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function read(cell) {
  const text = /^".*"$/s.test(cell) ? cell.slice(1, -1).replace(/""/g, '"') : cell;
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
