import type { Client } from 'pg';
import { Accounts } from '../accounts.js';
import { insertRows, send, type Rows } from '../bulk-insert.js';
import type { County, StaffMember } from '../county/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import type { Sealing } from '../sealing.js';
import { onwardRows, onwardsOf } from './beyond.js';
import { casesOf, participants, type World } from './cases.js';
import { consentRows } from './consents.js';
import { downCasesOf } from './down/cases.js';
import { tasksOf, teamFor, type Team } from './down/follow-ups.js';
import * as down from './down/rows.js';
import { emergencyRows, greenChannelRows, notedTimesOf, timeRows } from './emergency-rows.js';
import { emergencyCasesOf } from './emergencies.js';
import { historyOf, type Told } from './history.js';
import { lateralCasesOf } from './lateral.js';
import { escalationRows, reviewSwitchRows } from './review-rows.js';
import * as tables from './rows.js';

export interface ReferralLoad {
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly teams: ReadonlyMap<Patient, Team>;
  readonly sealing: Sealing;
  readonly now: Date;
  readonly passwordHash: string;
}

export interface LoadedReferrals {
  readonly referrals: readonly tables.Recorded[];
  readonly accounts: Accounts;
}

/** All referrals of the county, with everything that hangs on them but places and notices. */
export async function loadReferrals(owner: Client, chance: Chance, load: ReferralLoad): Promise<LoadedReferrals> {
  const referrals = tables.recorded(chance, allCasesOf(chance, load));
  const told = toldOf(chance, referrals, load);
  const accounts = new Accounts(chance, load.county, {
    participants: new Set([...participants(referrals), ...playersOf(told)]),
    passwordHash: load.passwordHash,
    passwordSetAt: load.now,
  });
  await insertRows(owner, 'accounts', accounts.rows);
  await insertRows(owner, 'referral_review_switches', reviewSwitchRows(chance, load.county));
  await loadForms(owner, chance, told);
  await loadWays(owner, chance, { told, load });
  const { events, auditEntries } = historyOf(chance, told, accounts.ids);
  await insertRows(owner, 'domain_events', events);
  await insertRows(owner, 'audit_entries', auditEntries);
  await send(owner, `SELECT setval('referral_no_sequence', $1)`, [numbered(referrals) + told.onwards.length]);
  return { referrals, accounts };
}

/** What was sent first comes first: others are children of it, or answer it. */
export function allCasesOf(chance: Chance, world: World) {
  const up = [...casesOf(chance, world), ...emergencyCasesOf(chance, world)];
  return [...up, ...lateralCasesOf(chance, world, up), ...downCasesOf(chance, world, up)];
}

function toldOf(chance: Chance, referrals: readonly tables.Recorded[], { teams, now }: ReferralLoad): Told {
  return {
    referrals,
    times: notedTimesOf(chance, referrals, now),
    tasks: referrals.flatMap((referral) =>
      referral.down ? tasksOf(chance, { referral, team: teamFor(teams, referral), now }) : [],
    ),
    onwards: onwardsOf(chance, referrals, now),
  };
}

/** Beside the cast of referrals: the heads who review, and the teams that look after patients. */
function playersOf({ referrals, tasks }: Told): StaffMember[] {
  const acting = referrals.flatMap(({ acts }) => acts.flatMap(({ by }) => by ?? []));
  return [...acting, ...tasks.flatMap(({ team }) => [team.doctor, ...(team.village ? [team.village] : [])])];
}

const numbered = (referrals: readonly tables.Recorded[]): number =>
  referrals.filter(({ referralNo }) => referralNo).length;

async function loadForms(owner: Client, chance: Chance, { referrals, tasks }: Told): Promise<void> {
  const forms = tables.packageRows(chance, referrals);
  const outcomes = tables.outcomeRows(chance, referrals);
  const answered = answeredAmong(referrals, forms, outcomes);
  await insertRows(owner, 'clinical_packages', [
    ...forms,
    ...down.dischargeForms(referrals, answered),
    ...down.formsBackUp(referrals, tasks, answered),
  ]);
  await insertRows(owner, 'referrals', referralRowsOf(chance, referrals, answered));
  await insertRows(owner, 'down_packages', down.downPackageRows(referrals, answered));
  await insertRows(owner, 'referral_outcomes', outcomes);
}

function answeredAmong(referrals: readonly tables.Recorded[], forms: Rows, outcomes: Rows): down.Answered {
  // A case and its record share their acts.
  const records = new Map(referrals.map((one) => [one.acts, one]));
  const recordOf = (one: tables.Recorded['answers']) => records.get(one!.acts)!;
  const [formOf, outcomeOf] = [byColumn(forms, 'id'), byColumn(outcomes, 'referral_id')];
  return {
    idOf: (one) => recordOf(one).id,
    formOf: (one) => formOf(recordOf(one).packageId),
    outcomeOf: (one) => outcomeOf(recordOf(one).id),
  };
}

function byColumn(rows: Rows, column: string): (value: string) => Rows[number] {
  const known = new Map(rows.map((row) => [row[column], row]));
  return (value) => known.get(value)!;
}

function referralRowsOf(chance: Chance, referrals: readonly tables.Recorded[], { idOf }: down.Answered): Rows {
  const rows = tables.referralRows(chance, referrals);
  return rows.map((row, index) => {
    const { answers } = referrals[index]!;
    return answers ? { ...row, answers_id: idOf(answers) } : row;
  });
}

async function loadWays(
  owner: Client,
  chance: Chance,
  { told, load }: { readonly told: Told; readonly load: ReferralLoad },
): Promise<void> {
  const { referrals, times, tasks, onwards } = told;
  const { sealing, now } = load;
  await insertRows(owner, 'referral_arrangements', tables.arrangementRows(chance, referrals, sealing));
  await insertRows(owner, 'referral_emergencies', emergencyRows(referrals, sealing));
  await insertRows(owner, 'referral_green_channels', greenChannelRows(referrals));
  await insertRows(owner, 'referral_green_channel_times', timeRows(times));
  await insertRows(owner, 'onward_referrals', onwardRows(chance, onwards, numbered(referrals)));
  await insertRows(owner, 'follow_up_tasks', down.taskRows(tasks));
  await insertRows(owner, 'referral_contact_attempts', down.callRows(chance, referrals));
  await insertRows(owner, 'referral_escalations', escalationRows(chance, referrals));
  await insertRows(owner, 'patient_consents', consentRows(chance, referrals, { sealing, now }));
  await insertRows(owner, 'patient_access_grants', tables.referralGrants(chance, referrals));
}
