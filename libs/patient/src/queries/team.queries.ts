import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, NotFoundError, localDate, type Clock } from '#kernel';
import {
  AggregateReader,
  CLOCK,
  Database,
  Parameters,
  behind,
  project,
  statement,
  type ActorContext,
  type Connection,
  type Order,
  type PageRequest,
  type Readable,
  type Selection,
  type View,
} from '#platform';
import { recordView } from './patient.views.js';

const teamView: View = {
  columns: {
    id: 'ft.id',
    name: 'ft.name',
    doctorStaffId: 'ft.doctor_staff_id',
    doctorName: '(SELECT fs.name FROM staff fs WHERE fs.id = ft.doctor_staff_id)',
    active: 'ft.active',
    version: 'ft.version',
  },
  many: {
    members: {
      view: {
        columns: { staffId: 'fm.staff_id', name: 'fn.name', function: 'fm.function' },
      },
      from: `FROM family_doctor_team_members fm JOIN staff fn ON fn.id = fm.staff_id
        WHERE fm.team_id = ft.id ORDER BY fm.function, fn.staff_no LIMIT 50`,
    },
  },
};

const CONTRACTED: Readable = {
  name: 'contracted-patient',
  type: 'ContractedPatient',
  objectType: 'contract',
  table: 'family_doctor_contracts',
  alias: 'fc',
  view: {
    columns: {
      id: 'fc.id',
      villageDoctorStaffId: 'fc.village_doctor_staff_id',
      villageDoctorName: '(SELECT fv.name FROM staff fv WHERE fv.id = fc.village_doctor_staff_id)',
      validFrom: 'fc.valid_from',
      validTo: 'fc.valid_to',
      version: 'fc.version',
    },
    one: { patient: { view: recordView('cp'), join: 'JOIN patients cp ON cp.id = fc.patient_id' } },
  },
  patient: { id: 'fc.patient_id', basis: 'CONTRACT' },
  visibleTo: () => 'true',
};

/** Whose time is over first. */
const SOONEST_END: Order = {
  keys: [
    { sql: 'fc.valid_to', type: 'date' },
    { sql: 'fc.id', type: 'uuid' },
  ],
};

const OWN = statement(
  'patient.own-team',
  'SELECT 1 AS found FROM family_doctor_teams WHERE id = $1 AND institution_id = $2',
);
/** No township has more; the bound keeps a mistake finite. */
const MOST_TEAMS = 200;

/** Reads the teams of the own institution, and whom they look after. */
@Injectable()
export class TeamQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: AggregateReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list<Node>({ institutionId }: ActorContext, selection: Selection): Promise<Node[]> {
    const { json } = project(teamView, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM family_doctor_teams ft WHERE ft.institution_id = $1
      ORDER BY ft.name, ft.id LIMIT ${MOST_TEAMS}`;
    const rows = await this.database.query<{ node: Node }>(statement('patient.teams', sql), [institutionId]);
    return rows.map(({ node }) => node);
  }

  /** @param id of a team that exists */
  async team<Node>(id: string, selection: Selection): Promise<Node> {
    const { json } = project(teamView, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM family_doctor_teams ft WHERE ft.id = $1`;
    const row = await this.database.first<{ node: Node }>(statement('patient.team', sql), [id]);
    return row!.node;
  }

  /** Whose contract with the team runs or is to run. @throws NotFoundError for a team of another institution */
  async contracted<Node>(
    actor: ActorContext,
    { teamId, endingBy = null }: { readonly teamId: string; readonly endingBy?: string | null | undefined },
    page: PageRequest,
    selection: Selection,
  ): Promise<Connection<Node>> {
    // Whatever it is asked of, a wrong cursor is one.
    if (typeof page.after === 'string') behind(page.after, SOONEST_END, new Parameters());
    const own = await this.database.first(OWN, [teamId, actor.institutionId]);
    if (!own) throw new NotFoundError('FamilyDoctorTeam', teamId);
    const parameters = new Parameters();
    const today = localDate(this.clock.now(), ALLIANCE_ZONE);
    const team = `fc.team_id = ${parameters.add(teamId)}::uuid AND fc.valid_to >= ${parameters.add(today)}::date`;
    const arm = endingBy === null ? team : `${team} AND fc.valid_to <= ${parameters.add(endingBy)}::date`;
    const listing = { action: 'contracted-patient.list', arms: [arm], order: SOONEST_END, page, parameters };
    return this.reader.page(CONTRACTED, { actor, selection }, listing);
  }
}
