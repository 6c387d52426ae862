import { Injectable } from '@nestjs/common';
import {
  AggregateReader,
  Database,
  Parameters,
  actingFor,
  statement,
  type ActorContext,
  type Claim,
  type Connection,
  type Look,
  type Order,
  type PageRequest,
  type Readable,
} from '#platform';
import { readingTaskView } from './reading-task.view.js';

/** Tasks know nothing of patients: what is read belongs to another library, which shows it and keeps the trace. */
const TASKS: Readable = {
  name: 'reading-task',
  type: 'ReadingTask',
  objectType: 'reading-task',
  table: 'reading_tasks',
  alias: 't',
  view: readingTaskView,
  patient: null,
  visibleTo: ({ institutionId }, _now, parameters) => `t.institution_id = ${parameters.add(institutionId)}`,
};

const QUEUE_ORDER: Order = {
  keys: [
    { sql: 't.urgency_rank', type: 'int' },
    { sql: 't.latest_start', type: 'timestamptz' },
    { sql: 't.queued_at', type: 'timestamptz' },
    { sql: 't.id', type: 'uuid' },
  ],
};
const BY_ID: Order = { keys: [{ sql: 't.id', type: 'uuid' }] };

/** Which part of a queue is asked for. */
export interface QueueFilter {
  readonly groupCode: string;
  readonly subspecialty?: string | null | undefined;
  /** What waits for a second signature, instead of what waits to be read. */
  readonly review?: boolean | null | undefined;
}

const CERTIFICATES = statement(
  'worklist.certificates',
  `SELECT c.staff_id AS "staffId", s.name AS "staffName", c.certificate_code AS "certificateCode",
     c.valid_from::text AS "validFrom", c.valid_to::text AS "validTo"
   FROM reader_certificates c JOIN staff s ON s.id = c.staff_id WHERE s.institution_id = $1
   ORDER BY s.name, c.staff_id, c.certificate_code LIMIT 1000`,
);

export interface SeenCertificate {
  readonly staffId: string;
  readonly staffName: string;
  readonly certificateCode: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** Reads queues of the institution of whoever asks. */
@Injectable()
export class ReadingTaskQueries {
  constructor(
    private readonly reader: AggregateReader,
    private readonly database: Database,
  ) {}

  /** A queue in its order. */
  queue<Node>(look: Look, filter: QueueFilter, page: PageRequest): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const at = parameters.add(look.actor.institutionId);
    const group = parameters.add(filter.groupCode);
    const subspecialty = filter.subspecialty ? ` AND t.subspecialty = ${parameters.add(filter.subspecialty)}` : '';
    const state = filter.review ? 'PENDING_REVIEW' : 'QUEUED';
    const arm = `t.institution_id = ${at} AND t.group_code = ${group} AND t.state = '${state}'${subspecialty}`;
    return this.reader.page(TASKS, look, {
      action: 'reading-task.queue',
      arms: [arm],
      order: QUEUE_ORDER,
      page,
      parameters,
    });
  }

  /** What the person holds, and what a reviewer has given back to them. */
  mine<Node>(look: Look, page: PageRequest): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const person = parameters.add(actingFor(look.actor));
    const at = `t.institution_id = ${parameters.add(look.actor.institutionId)}`;
    const arms = [
      `t.claimed_by_staff_id = ${person} AND ${at}`,
      `t.reporter_staff_id = ${person} AND t.state = 'RETURNED_TO_REPORTER' AND ${at}`,
    ];
    return this.reader.page(TASKS, look, { action: 'reading-task.mine', arms, order: BY_ID, page, parameters });
  }

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(look: Look, id: string): Promise<Node> {
    return this.reader.get(TASKS, look, id);
  }

  answer<Node>(look: Look, claim: Claim): Promise<Node> {
    return this.reader.answer(TASKS, look, claim);
  }

  certificates({ institutionId }: ActorContext): Promise<SeenCertificate[]> {
    return this.database.query<SeenCertificate & object>(CERTIFICATES, [institutionId]);
  }
}
