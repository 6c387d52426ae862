declare const currency: unique symbol;

/** An amount in integer cents (分) of CNY; negative for a refund. */
export type Cents = number & { readonly [currency]: 'CNY' };

/** @throws RangeError for a fraction of a cent or an amount beyond exact integers */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount is not a whole number of cents');
  return amount as Cents;
}

/** @throws RangeError when the total is beyond exact integers */
export function totalOf(amounts: readonly Cents[]): Cents {
  return cents(amounts.reduce<number>((total, amount) => total + amount, 0));
}

/** The price of `quantity` pieces. @throws RangeError when that is not a whole number of cents */
export function times(price: Cents, quantity: number): Cents {
  return cents(price * quantity);
}

/**
 * Reads yuan as people and price lists write them: `12`, `12.5`, `-12.50`.
 *
 * @returns null for anything else, more than two decimals included
 */
export function centsFromYuan(text: string): Cents | null {
  const [, sign, yuan, fraction = ''] = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (yuan === undefined) return null;
  const size = Number(yuan) * 100 + Number(fraction.padEnd(2, '0'));
  return cents(sign === '-' && size > 0 ? -size : size);
}

/** The amount in yuan with two decimals and no currency sign: `-12.50`. */
export function yuanText(amount: Cents): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
