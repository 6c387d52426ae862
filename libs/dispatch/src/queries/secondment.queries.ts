import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { NotFoundError } from '#kernel';
import { institutionView, staffView } from '#organization';
import {
  Database,
  Parameters,
  ReferenceData,
  actingFor,
  holdsRole,
  project,
  statement,
  type ActorContext,
  type Selection,
  type View,
} from '#platform';
import { serviceDaysIn, type SecondmentBreak } from '../domain/secondment.js';

const view: View = {
  columns: {
    id: 'c.id',
    fromDay: 'c.from_day',
    toDay: 'c.to_day',
    state: 'c.state',
    breaks: 'c.breaks',
    reasonCode: 'c.reason_code',
    version: 'c.version',
  },
  one: {
    expert: { view: staffView('s'), join: 'JOIN staff s ON s.id = c.expert_id' },
    host: { view: institutionView('h'), join: 'JOIN institutions h ON h.id = c.host_institution_id' },
  },
};
/** As rows of the others: what was withdrawn has no breaks. */
const WITHDRAWN = `(SELECT w.*, 'WITHDRAWN' AS state, '[]'::jsonb AS breaks FROM dispatch_withdrawn_secondments w) c`;
const LONG_TERM = 'dispatch.long_term_days';
const MOST = 1_000;

interface Stay {
  readonly fromDay: string;
  readonly toDay: string;
  readonly breaks: readonly SecondmentBreak[];
}

/** Reads secondments: planners those of their institution, hosts who is with them, everybody their own. */
@Injectable()
export class SecondmentQueries {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** Those that touch a year, with the days of service in it and whether they make the person a long-term one. */
  async ofYear<Node>(actor: ActorContext, year: number, selection: Selection): Promise<Node[]> {
    const parameters = new Parameters();
    const days = [`${year}-01-01`, `${year}-12-31`].map((day) => parameters.add(day));
    const where = `c.from_day <= ${days[1]}::date AND c.to_day >= ${days[0]}::date AND ${visibleTo(actor, parameters)}
      ORDER BY c.from_day, c.id LIMIT ${MOST}`;
    const rows = await this.read<Node>(where, parameters, selection);
    const settings = await this.reference.settings([LONG_TERM], new Date(`${year}-12-31T00:00:00Z`));
    const stays = Map.groupBy(rows, ({ expertId }) => expertId);
    return rows.map(({ node, expertId }) => {
      const serviceDays = serviceDaysIn(
        year,
        stays.get(expertId)!.map(({ stay }) => stay),
      );
      return { ...node, serviceDays, longTerm: serviceDays >= settings[LONG_TERM] };
    });
  }

  /** @throws NotFoundError where it does not exist for the actor */
  async one<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node> {
    const parameters = new Parameters();
    const where = `c.id = ${parameters.add(id)} AND ${visibleTo(actor, parameters)}`;
    const [row] = await this.read<Node>(where, parameters, selection);
    const [withdrawn] = row ? [] : await this.read<Node>(where, parameters, selection, WITHDRAWN);
    const found = row ?? withdrawn;
    if (!found) throw new NotFoundError('Secondment', id);
    return found.node;
  }

  private read<Node>(where: string, { values }: Parameters, selection: Selection, from = 'dispatch_secondments c') {
    const { json, joins } = project(view, selection, ['id']);
    const stay = `json_build_object('fromDay', c.from_day, 'toDay', c.to_day, 'breaks', c.breaks)`;
    const sql = `SELECT ${json} AS node, c.expert_id AS "expertId", ${stay} AS stay
      FROM ${from} ${joins} WHERE ${where}`;
    return this.database.query<{ node: Node; expertId: string; stay: Stay }>(
      statement('dispatch.secondments', sql),
      values,
    );
  }
}

/** SQL that is true for the secondments (alias `c`) that are the actor's business. */
function visibleTo(actor: ActorContext, parameters: Parameters): string {
  const institution = () => parameters.add(actor.institutionId);
  const scopes = [`c.expert_id = ${parameters.add(actingFor(actor))}`];
  const plans = [Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS, Role.DIRECTOR].some((role) => holdsRole(actor, role));
  if (plans) scopes.push(`c.institution_id = ${institution()}`);
  if (holdsRole(actor, Role.TOWNSHIP_HEAD)) scopes.push(`c.host_institution_id = ${institution()}`);
  return `(${scopes.join(' OR ')})`;
}
