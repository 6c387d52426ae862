import type { Actor } from './actor.js';

/** Identifies the platform itself in events and audit: imports, seeds, sweepers. */
export const SYSTEM_ACCOUNT_ID = '00000000-0000-7000-8000-000000000000';

/** Whether it is the platform that acts: by itself, or told so by whoever runs it on its machine. */
export function isSystem({ accountId }: Pick<Actor, 'accountId'>): boolean {
  return accountId === SYSTEM_ACCOUNT_ID;
}

/** The platform acting by itself at an institution; it holds no role and so passes no permission check. */
export function systemActor(institutionId: string, reason: string): Actor {
  return {
    accountId: SYSTEM_ACCOUNT_ID,
    sessionId: null,
    staffId: SYSTEM_ACCOUNT_ID,
    institutionId,
    roles: [],
    permissions: new Set(),
    onBehalfOfStaffId: null,
    origin: { requestId: reason, address: null, locale: 'zh-CN' },
  };
}
