/** Whether somebody may sign in with an account. */
export const AccountStatus = { ACTIVE: 'ACTIVE', DISABLED: 'DISABLED' } as const;

export type AccountStatus = (typeof AccountStatus)[keyof typeof AccountStatus];
