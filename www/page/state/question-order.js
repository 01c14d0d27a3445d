// The order of the questions on the page.

/** The questions in display order. Answered ones stay where they were asked, and the library's order fills the other
    places. */
export function orderedQuestions(before, answered, asked) {
  const open = asked.filter((code) => !answered.includes(code));
  const places = before.map((code) => (answered.includes(code) ? code : null));
  const added = answered.filter((code) => !before.includes(code));
  const order = added.concat(places.map((code) => code ?? open.shift()).filter(Boolean));
  return order.concat(open);
}
