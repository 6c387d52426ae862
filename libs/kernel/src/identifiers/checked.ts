/** An identifier that was read, in its canonical form, or the reason why it is none. The reason never repeats the input. */
export type Checked<Reason extends string, Read extends object = object> =
  | ({ readonly valid: true; readonly value: string } & Readonly<Read>)
  | { readonly valid: false; readonly reason: Reason };

/** Σ value × weight over the characters, where a character's value is its place in the alphabet. */
export function weightedSum(characters: string, weights: readonly number[], alphabet: string): number {
  return weights.reduce((sum, weight, index) => sum + weight * alphabet.indexOf(characters.charAt(index)), 0);
}
