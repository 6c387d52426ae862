import type { TransitionRow } from '#kernel';
import { downTransitions, onwardTransitions, upTransitions } from '#referral';
import type { Player } from './stage.js';

/** A referral as far as the model knows it. */
export interface Modelled {
  readonly id: string;
  readonly direction: 'UP' | 'LATERAL' | 'DOWN' | 'ONWARD';
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly authorStaffId: string;
  readonly ownerStaffId: string | null;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string | null;
}

/** An action of one of the tables. */
interface Attempted {
  readonly action: string;
  readonly isDown: boolean;
}

type Row = TransitionRow<string>;

const TABLES: Readonly<Record<Modelled['direction'], Readonly<Record<string, Row | readonly Row[]>>>> = {
  UP: upTransitions,
  LATERAL: upTransitions,
  DOWN: downTransitions,
  ONWARD: onwardTransitions,
};

/** What somebody is to a referral, by the names of the tables. */
const RELATIONS: Readonly<Record<string, (player: Player, referral: Modelled) => boolean>> = {
  author: ({ person }, { authorStaffId }) => person.staffId === authorStaffId,
  reviewer: (player, referral) => heads(player, referral) || coordinates(player, referral),
  departmentDoctor: receives,
  emergencyDoctor: (player, referral) => referral.kind !== 'ROUTINE' && receives(player, referral),
  owner: ({ person }, { ownerStaffId }) => person.staffId === ownerStaffId,
  receivingDoctor: ({ person }, { ownerStaffId }) => person.staffId === ownerStaffId,
  coordinator: coordinates,
  registrar: ({ person }, { toInstitutionId }) =>
    person.role === 'REGISTRAR' && person.institutionId === toInstitutionId,
  townshipHead: ({ person }, { toInstitutionId }) =>
    person.role === 'TOWNSHIP_HEAD' && person.institutionId === toInstitutionId,
  system: () => false,
};

function heads({ person }: Player, { direction, fromInstitutionId }: Modelled): boolean {
  return (
    person.role === (direction === 'DOWN' ? 'DEPT_HEAD' : 'TOWNSHIP_HEAD') && person.institutionId === fromInstitutionId
  );
}

function coordinates({ person }: Player, { direction, fromInstitutionId, toInstitutionId }: Modelled): boolean {
  const centre = direction === 'DOWN' ? fromInstitutionId : toInstitutionId;
  return person.role === 'REFERRAL_COORDINATOR' && person.institutionId === centre;
}

function receives({ departmentId }: Player, { toDepartmentId }: Modelled): boolean {
  return departmentId !== null && departmentId === toDepartmentId;
}

function rowFor({ direction, state }: Pick<Modelled, 'direction' | 'state'>, action: string): Row | undefined {
  return list(TABLES[direction][action]).find(({ from }) => list(from).includes(state));
}

/** Whether the table lets this person do this now, as far as it depends on state and person. */
export function mayTry(referral: Modelled, { action, isDown }: Attempted, player: Player): boolean {
  if (isDown !== (referral.direction === 'DOWN')) return false;
  const row = rowFor(referral, action);
  return row !== undefined && list(row.who).some((relation) => RELATIONS[relation]!(player, referral));
}

/** The states that an action leads to; none where it is not tabled. */
export function targets(referral: Pick<Modelled, 'direction' | 'state'>, action: string): readonly string[] {
  const to = rowFor(referral, action)?.to;
  if (to === undefined) return [];
  if (typeof to !== 'string') return to.oneOf;
  return [to === 'unchanged' ? referral.state : to];
}

/** Whether the system takes this action. */
export function isOfSystem(referral: Pick<Modelled, 'direction' | 'state'>, action: string): boolean {
  return list(rowFor(referral, action)?.who).includes('system');
}

function list<T>(entry: T | readonly T[] | undefined): readonly T[] {
  if (entry === undefined) return [];
  return Array.isArray(entry) ? (entry as readonly T[]) : [entry as T];
}
