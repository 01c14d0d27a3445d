// What of an answer a kept case keeps.

/** The parts of the answer that a case needs: its title, the seller's deadlines, what is done daily, and what was answered
    as it can be read again later. */
export function answerOf(page) {
  const { advice } = page;
  const due = advice.duties.filter((duty) => duty.must && duty.due && (duty.by ?? 'seller') === 'seller');
  return {
    title: page.headline,
    deadlines: due.map((duty) => ({ key: `duty:${duty.rule}:${duty.act}:${duty.due}`, text: duty.text, due: Date.parse(duty.due) })),
    daily: advice.steps.filter((step) => step.daily).map((step) => ({ key: `daily:${step.act}`, text: step.text })),
    answered: {
      title: page.headline,
      remedy: advice.remedy?.code ?? null,
      steps: advice.steps.map((step) => step.text),
      duties: advice.duties.map((duty) => [duty.due_text, duty.text].filter(Boolean).join(': ')),
    },
  };
}

/** The amounts that the steps of the answer pay, added up by currency: what the case costs as far as it is known. */
export function costOf(page) {
  const amounts = page.blank ? [] : page.advice.steps.map((step) => step.amount).filter((amount) => amount?.minor !== undefined);
  const [first] = amounts;
  if (!first) return null;
  const same = amounts.filter(({ currency }) => currency === first.currency);
  return { minor: same.reduce((sum, { minor }) => sum + minor, 0), currency: first.currency };
}
