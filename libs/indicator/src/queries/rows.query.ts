import { Inject, Injectable } from '@nestjs/common';
import { encodeCursor, maskName, pageOf, type Clock, type Page } from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Parameters,
  ReadReplica,
  behind,
  cursorText,
  statement,
  type ActorContext,
  type Order,
  type PageRequest,
} from '#platform';
import { measuresOf, sourcesOf } from '../data/measures-sql.js';
import { toldWithin } from '../data/told-within.js';
import { percentileOf } from '../domain/part.js';
import type { RowKind, RowStanding } from '../domain/row.js';
import type { Month } from '../domain/period.js';
import { Known } from './known.js';
import { Places, type Place, type PlaceIds } from './places.js';

/** Which figure is to be opened. */
export interface OpenedFigure extends Place {
  readonly period: Month;
  readonly code: string;
  readonly part: string;
}

/** One of those that a figure is about. */
export interface FigureRow {
  readonly kind: RowKind;
  readonly id: string;
  readonly at: Date;
  readonly standing: RowStanding;
  readonly amount: number | null;
  readonly number: string | null;
  readonly state: string | null;
  readonly patientName: string | null;
  readonly expertName: string | null;
  readonly fromName: string | null;
  readonly toName: string | null;
}
type ReadRow = FigureRow & { readonly patientId: string | null; readonly cursor: string } & Record<string, unknown>;

/** Which page is wanted, with the SQL of what comes after its cursor. */
interface AskedPage {
  readonly first: number;
  readonly later: string;
  readonly parameters: Parameters;
}

const AT = { sql: 'm.at', type: 'timestamptz' } as const;
const ORDER: Order = { keys: [AT, { sql: 'm.id', type: 'uuid' }] };

/** Opens figures: what they are about, as it is now, with patients by their masked names; every look leaves a trace. */
@Injectable()
export class RowsQuery {
  constructor(
    private readonly replica: ReadReplica,
    private readonly places: Places,
    private readonly known: Known,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the order in which they began. @throws NotFoundError as {@link Places.idsFor} and {@link Known} do */
  async page(actor: ActorContext, figure: OpenedFigure, request: PageRequest): Promise<Page<FigureRow>> {
    const asked = this.asked(figure, request);
    const place = await this.places.idsFor(actor, figure);
    await this.known.requireMonth(figure.period);
    const rows = await this.read(figure, place, asked);
    // Whoever finds something has asked about what is there.
    if (rows.length === 0) await this.known.requirePart(figure.code, figure.part);
    const page = pageOf(rows, request.first, ({ cursor, id }) => encodeCursor([cursor, id]));
    const { code, part, period } = figure;
    await this.auditTrail.recordAccess(actor, {
      action: 'indicator.rows',
      patientIds: [...new Set(page.items.flatMap(({ patientId }) => patientId ?? []))],
      basis: 'INDICATOR',
      detail: { code, part, period },
    });
    return { ...page, items: page.items.map(masked) };
  }

  /** @throws InvalidCursorError, whatever it is asked of */
  private asked({ period }: OpenedFigure, { first, after }: PageRequest): AskedPage {
    const parameters = new Parameters();
    toldWithin(period, this.clock.now()).forEach((value) => parameters.add(value));
    return { first, later: typeof after === 'string' ? behind(after, ORDER, parameters) : 'true', parameters };
  }

  private read(figure: OpenedFigure, place: PlaceIds, { first, later, parameters }: AskedPage): Promise<ReadRow[]> {
    const sources = sourcesOf(figure.code);
    if (sources.length === 0) return Promise.resolve([]);
    const sql = rowsSql(measuresOf(sources), [ofFigure(figure, place, parameters), later], first);
    return this.replica.query<ReadRow>(statement('indicator.rows', sql), parameters.values);
  }
}

function ofFigure(
  { code, part }: OpenedFigure,
  [institutionId, departmentId]: PlaceIds,
  parameters: Parameters,
): string {
  // Percentiles are told of the same ones as the mean, and of times alone.
  const percentile = percentileOf(part);
  const figure = `m.code = ${parameters.add(code)} AND m.part = ${parameters.add(percentile?.of ?? part)}
    ${percentile ? "AND d.unit = 'MINUTES'" : ''}`;
  if (institutionId === null) return figure;
  const [institution, department] = [parameters.add(institutionId), parameters.add(departmentId)];
  const side = (column: string): string => `m.${column}_id = ${institution}::uuid
    AND (${department}::uuid IS NULL OR m.${column}_department_id = ${department}::uuid)`;
  return `${figure} AND (d.attribution <> 'RECEIVER' AND ${side('sender')}
    OR d.attribution <> 'SENDER' AND ${side('receiver')})`;
}

const rowsSql = (measures: string, conditions: readonly string[], first: number): string => `${measures}, page AS (
    SELECT m.kind, m.id, m.at, ${cursorText(AT, 'm.at')} AS cursor, m.amount::float8 AS amount, m.sender_id, m.receiver_id,
      CASE WHEN m.excluded THEN 'EXCLUDED' WHEN m.measured THEN 'COUNTED' ELSE 'NOT_MEASURED' END AS standing
    FROM measures m JOIN definitions d ON d.code = m.code
    WHERE ${conditions.join(' AND ')}
    ORDER BY m.at, m.id LIMIT ${first + 1}
  )
  SELECT p.kind, p.id, p.at, p.cursor, p.standing, CASE p.standing WHEN 'COUNTED' THEN p.amount END AS amount,
    l.number, coalesce(l.state, s.state) AS state, l.patient_id AS "patientId", n.name AS "patientName",
    s.expert_name AS "expertName", f.name AS "fromName", t.name AS "toName"
  FROM page p
  LEFT JOIN indicator_labels l ON l.id = p.id AND l.kind = p.kind LEFT JOIN indicator_patients n ON n.id = l.patient_id
  LEFT JOIN indicator_sessions s ON s.id = p.id AND p.kind = 'ROTA_SESSION'
  LEFT JOIN indicator_institutions f ON f.id = p.sender_id LEFT JOIN indicator_institutions t ON t.id = p.receiver_id
  ORDER BY p.at, p.id`;

function masked({ patientName, ...row }: ReadRow): FigureRow {
  return { ...row, patientName: patientName === null ? null : maskName(patientName) };
}
