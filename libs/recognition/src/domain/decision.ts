/** What became of an item at order time. */
export const Decision = { RECOGNIZED: 'RECOGNIZED', DECLINED: 'DECLINED', NO_CANDIDATE: 'NO_CANDIDATE' } as const;
export type Decision = (typeof Decision)[keyof typeof Decision];

/** 资料缺失 and 连续性检查: they are on record, and not counted as declined. */
export const NOT_COUNTED: readonly string[] = ['98', '99'];
