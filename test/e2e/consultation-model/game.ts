import { randomUUID } from 'node:crypto';
import { consultationTransitions, invitationTransitions, opinionTransitions } from '#consultation';
import { hours, minutes, type TransitionRow } from '#kernel';
import type { Acting, Attempt, Game } from '../random-acts.js';
import { acts, type Act } from './acts.js';
import { readLedger, type Ledger, type Recorded } from './ledger.js';
import type { Stage } from './stage.js';
import { verify, verifyBySystem } from './verdict.js';

type Row = TransitionRow<string>;
type Table = Readonly<Record<string, Row | readonly Row[]>>;

const TABLES: Readonly<Record<Act['to'], Table>> = {
  case: consultationTransitions,
  invitation: invitationTransitions,
  opinion: opinionTransitions,
};

/** What somebody is to a case, by the names of the tables. */
const RELATIONS: Readonly<Record<string, (seen: Recorded, player: Acting) => boolean>> = {
  author: ({ authorStaffId }, { person }) => person.staffId === authorStaffId,
  inviter: ({ invitingInstitutionId }, { person }) =>
    person.role.startsWith('TOWNSHIP') && person.institutionId === invitingInstitutionId,
  invitingHead: ({ invitingInstitutionId }, { person }) =>
    person.role === 'TOWNSHIP_HEAD' && person.institutionId === invitingInstitutionId,
  coordinator: ({ centreInstitutionId }, { person }) =>
    person.role === 'CONSULT_COORDINATOR' && person.institutionId === centreInstitutionId,
  quality: (_seen, { person }) => person.role === 'QUALITY',
  self: (seen, { person }) => ownInvitation(seen, person.staffId) !== undefined,
  expert: accepted,
  signer: accepted,
  chair: (seen, player) => accepted(seen, player) && ownInvitation(seen, player.person.staffId)!.isChair,
  system: () => false,
  consequence: () => false,
};

const LIVE = ['PROPOSED', 'INVITED', 'ACCEPTED'];
const NOWHERE = randomUUID();

/** What consultations are to random people. */
export class ConsultationGame implements Game<Ledger, Recorded, Act, Acting> {
  readonly acts = acts;

  constructor(private readonly stage: Stage) {}

  get players(): readonly Acting[] {
    return this.stage.players;
  }

  read(): Promise<Ledger> {
    return readLedger(this.stage);
  }

  /** The cases of this run, the last ones. */
  subjects({ cases }: Ledger): readonly Recorded[] {
    return [...cases.values()].slice(-6);
  }

  mayTry(seen: Recorded, { to, action }: Act, player: Acting): boolean {
    const target = targetOf(seen, to, player);
    const row = list(TABLES[to][action]).find(({ from }) => list(from).includes(target?.state ?? ''));
    return row !== undefined && list(row.who).some((relation) => RELATIONS[relation]!(seen, player));
  }

  input(seen: Recorded, act: Act, choice: number, player: Acting): Promise<Readonly<Record<string, unknown>>> {
    const { id = NOWHERE, version = 1 } = targetOf(seen, act.to, player) ?? {};
    const fields = act.fields(this.stage, choice, seen);
    return Promise.resolve({ id, expectedVersion: version, idempotencyKey: randomUUID(), ...fields });
  }

  verify(before: Ledger, after: Ledger, acknowledged: readonly Attempt<Recorded, Act, Acting>[]): void {
    const done = Map.groupBy(acknowledged, ({ subject }) => subject.id);
    verify(before, after, new Map([...done].map(([id, own]) => [id, own.map(({ act }) => act.ofCase)])));
  }

  /** Longer than a hold; longer than an answer takes; or until the next session begins, and a while beyond. */
  async pass(length: number): Promise<void> {
    const { app, story } = this.stage;
    if (length === 1) app.clock.advance(minutes(11));
    if (length === 2) app.clock.advance(hours(5));
    if (length === 3) app.clock.set(new Date(story.later(1)));
    if (length === 4) app.clock.advance(minutes(16));
    await this.stage.work();
  }

  verifyBySystem(before: Ledger, after: Ledger): readonly string[] {
    return verifyBySystem(before, after);
  }
}

/** What an act is done to; nothing where there is none. */
function targetOf(seen: Recorded, to: Act['to'], { person }: Acting) {
  if (to === 'case') return seen;
  if (to === 'invitation') return ownInvitation(seen, person.staffId);
  return seen.opinions.find(({ state }) => state === 'DRAFTED');
}

function ownInvitation({ invitations }: Recorded, staffId: string) {
  return invitations.find(({ expertStaffId, state }) => expertStaffId === staffId && LIVE.includes(state));
}

function accepted(seen: Recorded, { person }: Acting): boolean {
  return ownInvitation(seen, person.staffId)?.state === 'ACCEPTED';
}

function list<T>(entry: T | readonly T[] | undefined): readonly T[] {
  if (entry === undefined) return [];
  return Array.isArray(entry) ? (entry as readonly T[]) : [entry as T];
}
