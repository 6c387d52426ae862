import type { Character } from './cast.js';

const CRITICAL = 'id version state findingText readBacks { matches } referralId';

export interface Critical {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly findingText: string;
  readonly readBacks: readonly { readonly matches: boolean }[];
  readonly referralId: string | null;
}

/** @throws StoryError where it is refused */
export async function criticalAct(who: Character, act: string, type: string, input: object): Promise<Critical> {
  const text = `mutation($input: ${type}!) { ${act}(input: $input) { ${CRITICAL} } }`;
  return (await who.product.ask<Record<string, Critical>>(text, { input }))[act]!;
}

export async function lookAt({ product }: Character, id: string): Promise<Critical> {
  const query = `query($id: ID!) { criticalValue(id: $id) { ${CRITICAL} } }`;
  return (await product.ask<{ criticalValue: Critical }>(query, { id })).criticalValue;
}
