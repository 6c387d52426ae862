export const ContactRelation = {
  SPOUSE: 'SPOUSE',
  PARENT: 'PARENT',
  CHILD: 'CHILD',
  GUARDIAN: 'GUARDIAN',
  OTHER: 'OTHER',
} as const;
export type ContactRelation = (typeof ContactRelation)[keyof typeof ContactRelation];

export const SignerRelation = { SELF: 'SELF', ...ContactRelation } as const;
export type SignerRelation = (typeof SignerRelation)[keyof typeof SignerRelation];
