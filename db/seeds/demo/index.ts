import { randomBytes } from 'node:crypto';
import { hashPassword } from '#identity';
import { before } from '#kernel';
import { Cipher, type Secrets } from '#platform';
import { Client } from 'pg';
import { playersOf, roleRows, townshipTechnicianOf, type DemoAccount } from './accounts.js';
import { insertRows, written } from './bulk-insert.js';
import { holdRows, holdsOf } from './capacity/holds.js';
import { bedPoolRows, capacityOf, sessionRows } from './capacity/rows.js';
import { calendarsOf, roomRows } from './consultation/calendars.js';
import { consultationsOf } from './consultation/history.js';
import { capabilityRows, cooperationAgreementRows, greenChannelCentreRows } from './county/care.js';
import { COUNTY_AGE, foundCounty, type County } from './county/index.js';
import { departmentRows, institutionRows, staffRows, travelTimeRows } from './county/rows.js';
import { serviceOffersOf } from './county/service-offers.js';
import { rotaOf } from './dispatch/rota.js';
import { rosterOf } from './duty/roster.js';
import { loadImaging } from './imaging/load.js';
import { loadLaboratory } from './laboratory/load.js';
import { noticesOf, type NoticeLoad } from './notices/announcements.js';
import { callsOf } from './notices/calls.js';
import { PATIENTS_AGE, patientsOf, type Patient } from './people/patients.js';
import { contractRows, contractsOf, patientRows } from './people/rows.js';
import { Chance } from './random.js';
import { loadReferrals } from './referrals/load.js';
import type { Recorded } from './referrals/rows.js';
import { Sealing } from './sealing.js';

export type { DemoAccount } from './accounts.js';

/** The same county in every load; only dates follow the present. */
const SEED = 20_260_127;
/** Of its own, so that neither moves the other. */
const IMAGING_SEED = 20_261_130;
const LABORATORY_SEED = 20_261_201;
const ALLIANCE_CODE = 'DEMO-LANXI';

export interface DemoOptions {
  readonly secrets: Secrets;
  readonly now: Date;
  /** Of all accounts; absent means a random one. */
  readonly password?: string | undefined;
}

/** Whether the demo county is there already. */
export async function demoIsLoaded(ownerUrl: string): Promise<boolean> {
  return withOwner(ownerUrl, async (owner) => {
    const { rowCount } = await owner.query('SELECT 1 FROM alliances WHERE code = $1', [ALLIANCE_CODE]);
    return rowCount === 1;
  });
}

/**
 * Loads the demo county into a database without an alliance, all or nothing.
 * @returns one account for every role; the password is known from here alone
 */
export async function seedDemo({ ownerUrl, ...options }: DemoOptions & { ownerUrl: string }): Promise<DemoAccount[]> {
  return withOwner(ownerUrl, (owner) => seedDemoCounty(owner, options));
}

/** The same over a connection of the owner. */
export async function seedDemoCounty(owner: Client, options: DemoOptions): Promise<DemoAccount[]> {
  const password = options.password ?? randomPassword();
  const passwordHash = await hashPassword(password);
  const chance = new Chance(SEED);
  const county = foundCounty(chance, before(options.now, COUNTY_AGE));
  await owner.query('BEGIN');
  try {
    await loadAll(owner, chance, { ...options, county, passwordHash });
    await written(owner);
    await owner.query('COMMIT');
  } catch (error) {
    await written(owner).catch(() => undefined);
    await owner.query('ROLLBACK');
    throw error;
  }
  return [...playersOf(county), townshipTechnicianOf(county)].map(({ role, loginName, member }) => ({
    role,
    loginName,
    password,
    institution: member.institution.name,
  }));
}

interface Load extends DemoOptions {
  readonly county: County;
  readonly passwordHash: string;
}

async function loadAll(owner: Client, chance: Chance, { county, secrets, now, passwordHash }: Load): Promise<void> {
  const sealing = new Sealing(new Cipher(secrets));
  await loadCounty(owner, chance, { county, sealing });
  const patients = patientsOf(chance, county, before(now, PATIENTS_AGE));
  await insertRows(owner, 'patients', patientRows(patients, sealing));
  const contracts = contractsOf(chance, county, { patients, now });
  await insertRows(owner, 'family_doctor_contracts', contractRows(contracts, now));
  const teams = new Map(contracts.map((contract) => [contract.patient, contract]));
  const referralLoad = { county, patients, teams, sealing, now, passwordHash };
  const { referrals, accounts } = await loadReferrals(owner, chance, referralLoad);
  const roster = rosterOf(chance, { county, sealing, now });
  await insertRows(owner, 'duty_entries', roster.entries);
  await insertRows(owner, 'duty_substitutions', roster.substitutions);
  await insertRows(owner, 'duty_requirements', roster.requirements);
  await loadCapacity(owner, chance, { county, referrals, now });
  await loadNotices(owner, chance, {
    county,
    referrals,
    sealing,
    now,
    hasAccount: (member) => accounts.ids.has(member),
  });
  await loadExperts(owner, chance, { county, patients, now });
  const found = await loadImaging(owner, new Chance(IMAGING_SEED), { county, patients, now, passwordHash });
  await loadLaboratory(owner, new Chance(LABORATORY_SEED), { county, patients, now, found });
}

/** Experts who are sent, and those who are asked from afar. */
async function loadExperts(
  owner: Client,
  chance: Chance,
  { county, patients, now }: { county: County; patients: readonly Patient[]; now: Date },
): Promise<void> {
  const rota = rotaOf(chance, { county, now });
  await insertRows(owner, 'dispatch_experts', rota.experts);
  await insertRows(owner, 'dispatch_demands', rota.demands);
  await insertRows(owner, 'dispatch_plans', rota.plans);
  await insertRows(owner, 'dispatch_sessions', rota.sessions);
  const { calendars, availability } = calendarsOf(chance, county);
  await insertRows(owner, 'calendars', calendars);
  await insertRows(owner, 'calendar_availability', availability);
  const { consultations, invitations, attendances, opinions, signatures } = consultationsOf(chance, {
    county,
    patients,
    now,
  });
  await insertRows(owner, 'consultations', consultations);
  await insertRows(owner, 'consultation_invitations', invitations);
  await insertRows(owner, 'consultation_attendances', attendances);
  await insertRows(owner, 'consultation_opinions', opinions);
  await insertRows(owner, 'consultation_signatures', signatures);
}

async function loadCapacity(
  owner: Client,
  chance: Chance,
  { county, referrals, now }: { county: County; referrals: readonly Recorded[]; now: Date },
): Promise<void> {
  const capacity = capacityOf(chance, { county, now });
  const holds = holdsOf(chance, referrals, capacity);
  const held = (pool: object) =>
    holds.filter(({ taken, state }) => state === 'CONFIRMED' && 'pool' in taken && taken.pool === pool).length;
  await insertRows(owner, 'capacity_sessions', sessionRows(capacity.sessions, now));
  await insertRows(owner, 'capacity_bed_pools', bedPoolRows(chance, capacity, { county, now, held }));
  await insertRows(owner, 'capacity_holds', holdRows(holds));
}

async function loadNotices(
  owner: Client,
  chance: Chance,
  { sealing, ...load }: NoticeLoad & { readonly sealing: Sealing },
): Promise<void> {
  const { announcements, notices } = noticesOf(chance, load);
  const visits = callsOf(chance, { ...load, sealing });
  await insertRows(owner, 'notice_announcements', [...announcements, ...visits.announcements]);
  await insertRows(owner, 'notices', notices);
  await insertRows(owner, 'notice_calls', visits.calls);
  await insertRows(owner, 'notice_call_attempts', visits.attempts);
}

async function loadCounty(
  owner: Client,
  chance: Chance,
  { county, sealing }: { county: County; sealing: Sealing },
): Promise<void> {
  const alliance = { id: chance.id(county.since), code: ALLIANCE_CODE, name: '岚溪县紧密型县域医疗卫生共同体' };
  await insertRows(owner, 'alliances', [alliance]);
  await insertRows(owner, 'institutions', institutionRows(county));
  await insertRows(owner, 'departments', departmentRows(county));
  await insertRows(owner, 'staff', staffRows(county, sealing));
  await insertRows(owner, 'role_assignments', roleRows(chance, county));
  await insertRows(owner, 'service_offers', serviceOffersOf(chance, county.since, county.departments));
  await insertRows(owner, 'travel_times', travelTimeRows(county));
  await insertRows(owner, 'institution_capabilities', capabilityRows(county));
  await insertRows(owner, 'green_channel_centres', greenChannelCentreRows(county));
  await insertRows(owner, 'cooperation_agreements', cooperationAgreementRows(county));
  await insertRows(owner, 'consultation_rooms', roomRows(county));
}

/** 16 characters of base64url with all classes that the password rules ask for. */
function randomPassword(): string {
  return `Lx7-${randomBytes(9).toString('base64url')}`;
}

async function withOwner<T>(ownerUrl: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
