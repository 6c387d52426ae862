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

/** How papers say who has signed. */
export const RELATION_WORDS: Readonly<Record<SignerRelation, string>> = {
  SELF: '本人',
  SPOUSE: '配偶',
  PARENT: '父母',
  CHILD: '子女',
  GUARDIAN: '监护人',
  OTHER: '其他',
};
