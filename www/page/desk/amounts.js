// Amounts as decimal numbers, with the digits of their currency.

import { engine } from '../library/engine.js';
import { plainAmount } from '../state/typed-amounts.js';

/** An amount such as "12.50". */
export function amountOf({ minor, currency }) {
  const money = engine.form('en', {}).facts.find((fact) => fact.kind === 'money');
  return plainAmount(minor, money.values.find(({ code }) => code === currency)?.digits ?? 2);
}

/** An amount such as "12.50 EUR". */
export function moneyText(minor, currency) {
  return `${amountOf({ minor, currency })} ${currency}`;
}
