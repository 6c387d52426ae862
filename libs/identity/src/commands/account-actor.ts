import { SYSTEM_ACCOUNT_ID, systemActor, type ActorContext, type RequestOrigin } from '#platform';

interface Person {
  readonly id: string;
  readonly staffId: string;
  readonly institutionId: string;
}

/** Somebody who has just proved who they are and acts on their own account; no permission comes with it. */
export function accountActor(account: Person, origin: RequestOrigin): ActorContext {
  return {
    accountId: account.id,
    sessionId: null,
    staffId: account.staffId,
    institutionId: account.institutionId,
    roles: [],
    permissions: new Set(),
    onBehalfOfStaffId: null,
    origin,
  };
}

/** The platform, guarding its own door for a request whose sender is not known. */
export function doorkeeper(origin: RequestOrigin, institutionId: string = SYSTEM_ACCOUNT_ID): ActorContext {
  return { ...systemActor(institutionId, origin.requestId), origin };
}
