import { Role } from '#identity';
import type { Rows } from './bulk-insert.js';
import type { County, StaffMember } from './county/index.js';
import type { Chance } from './random.js';

/** Somebody of the demo county as whom one can sign in. */
export interface DemoAccount {
  readonly role: string;
  readonly loginName: string;
  readonly password: string;
  readonly institution: string;
}

/** A person behind one of the accounts that are shown. */
export interface Player {
  readonly role: Role;
  readonly loginName: string;
  readonly member: StaffMember;
}

/** Where a role is looked for first; elsewhere the first who holds it plays it. */
const DEPARTMENTS: Readonly<Partial<Record<Role, string>>> = { COUNTY_DOCTOR: 'XNK', DEPT_HEAD: 'XNK', EXPERT: 'SJNK' };

/** One person for every role that people hold, and those whom the story of a referral needs besides. */
export function playersOf({ staff }: County): Player[] {
  const roles = Object.values(Role).filter((role) => role !== Role.API_CLIENT);
  const players = roles.map((role) => ({ role, loginName: loginNameOf(role), member: candidates(staff, role)[0]! }));
  return [...players, secondOf(staff, Role.TOWNSHIP_DOCTOR), secondOf(staff, Role.COUNTY_DOCTOR)];
}

/** Who examines where the doctor of the first township works. */
export function townshipTechnicianOf({ staff }: County): Player {
  const [doctor] = candidates(staff, Role.TOWNSHIP_DOCTOR);
  const member = candidates(staff, Role.TECHNICIAN).find(({ institution }) => institution === doctor!.institution)!;
  return { role: Role.TECHNICIAN, loginName: 'township-technician', member };
}

/** Another township's doctor; another doctor of the same department. */
function secondOf(staff: readonly StaffMember[], role: Role): Player {
  const [first, ...others] = candidates(staff, role);
  const other = others.find(({ institution, department }) =>
    role === Role.TOWNSHIP_DOCTOR ? institution !== first!.institution : department === first!.department,
  );
  return { role, loginName: `${loginNameOf(role)}-2`, member: other! };
}

function candidates(staff: readonly StaffMember[], role: Role): StaffMember[] {
  const code = DEPARTMENTS[role];
  const inDepartment = staff.filter(
    ({ roles, department }) => roles.includes(role) && (!code || department.code === code),
  );
  // A head is asked for as head, not as one of the doctors.
  return role === Role.COUNTY_DOCTOR ? inDepartment.filter(({ roles }) => !roles.includes('DEPT_HEAD')) : inDepartment;
}

function loginNameOf(role: Role): string {
  return role.toLowerCase().replaceAll('_', '-');
}

interface AccountOwners {
  readonly participants: Iterable<StaffMember>;
  readonly passwordHash: string;
  readonly passwordSetAt: Date;
}

/** Accounts of the players and of everybody who took part in referrals; all of them know the same password. */
export class Accounts {
  readonly ids = new Map<StaffMember, string>();
  readonly rows: Rows;

  constructor(chance: Chance, county: County, people: AccountOwners) {
    const loginNames = new Map(playersOf(county).map(({ member, loginName }) => [member, loginName]));
    this.rows = [...new Set([...loginNames.keys(), ...people.participants])].map((member) => {
      const id = chance.id(county.since);
      this.ids.set(member, id);
      const loginName = loginNames.get(member) ?? member.latin;
      return accountRow({ id, member, loginName, since: county.since }, people);
    });
  }
}

interface NewAccount extends Pick<Player, 'member' | 'loginName'> {
  readonly id: string;
  readonly since: Date;
}

export function accountRow(
  { id, member, loginName, since }: NewAccount,
  { passwordHash, passwordSetAt }: Pick<AccountOwners, 'passwordHash' | 'passwordSetAt'>,
): Rows[number] {
  return {
    id,
    login_name: loginName,
    staff_id: member.id,
    institution_id: member.institution.id,
    status: 'ACTIVE',
    password_hash: passwordHash,
    previous_password_hashes: [],
    must_change_password: false,
    password_changed_at: passwordSetAt,
    created_at: since,
    version: 1,
  };
}

export function roleRows(chance: Chance, { staff, since }: County): Rows {
  return staff.flatMap((member) =>
    member.roles.map((role) => ({
      id: chance.id(since),
      staff_id: member.id,
      role,
      institution_id: member.institution.id,
      department_id: member.everywhere ? null : member.department.id,
      valid_from: since,
    })),
  );
}
