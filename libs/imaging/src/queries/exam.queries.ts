import { Injectable } from '@nestjs/common';
import {
  AggregateReader,
  Parameters,
  actingFor,
  type Claim,
  type Connection,
  type Look,
  type Order,
  type PageRequest,
  type Readable,
} from '#platform';
import { visibleTo } from '../data/visibility.js';
import { IMAGING } from '../domain/exam.js';
import { examView } from './imaging.views.js';

/** The lists that people work by. */
export const ExamList = {
  TO_PERFORM: 'TO_PERFORM',
  PERFORMED: 'PERFORMED',
  MY_ORDERS: 'MY_ORDERS',
  NEW_RESULTS: 'NEW_RESULTS',
  UNREPORTED: 'UNREPORTED',
  READ_HERE: 'READ_HERE',
} as const;
export type ExamList = (typeof ExamList)[keyof typeof ExamList];

const EXAMS: Readable = {
  name: 'exam',
  type: 'Exam',
  objectType: 'exam',
  table: 'exams',
  alias: 'e',
  view: examView,
  patient: { id: 'e.patient_id', basis: 'ORDER' },
  visibleTo,
};

const ID = { sql: 'e.id', type: 'uuid' } as const;
const by = (column: string, descending: boolean): Order => ({
  keys: [{ sql: `e.${column}`, type: 'timestamptz' }, ID],
  descending,
});
/** How many earlier exams somebody compares with. */
const MOST_EARLIER = 10;
const PERFORMED_HERE = 'e.performing_institution_id';

/** Which exams, with `$own` institution and `$me`, and in which order. */
const LISTS: Readonly<Record<ExamList, { readonly where: string; readonly order: Order }>> = {
  TO_PERFORM: {
    where: `${PERFORMED_HERE} = $own AND e.state IN ('REGISTERED', 'PERFORMING')`,
    order: by('registered_at', false),
  },
  PERFORMED: { where: `${PERFORMED_HERE} = $own`, order: by('registered_at', true) },
  MY_ORDERS: {
    where: 'e.ordering_staff_id = $me AND e.ordering_institution_id = $own',
    order: by('registered_at', true),
  },
  NEW_RESULTS: {
    where: `e.ordering_staff_id = $me AND e.ordering_institution_id = $own AND e.result_at IS NOT NULL
      AND e.seen_at IS NULL`,
    order: by('result_at', true),
  },
  UNREPORTED: {
    where: 'e.reading_institution_id = $own AND e.due_at IS NOT NULL AND e.reported_at IS NULL AND e.ended_at IS NULL',
    order: by('due_at', false),
  },
  READ_HERE: { where: 'e.reading_institution_id = $own', order: by('registered_at', true) },
};

/** Reads exams as the API shows them. */
@Injectable()
export class ExamQueries {
  constructor(private readonly reader: AggregateReader) {}

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(look: Look, id: string): Promise<Node> {
    return this.reader.get(EXAMS, look, id);
  }

  answer<Node>(look: Look, claim: Claim): Promise<Node> {
    return this.reader.answer(EXAMS, look, claim);
  }

  /** The exam of each reading task of a page. */
  ofTasks<Node>(look: Look, taskIds: readonly string[]): Promise<Map<string, Node[]>> {
    return this.reader.gather(EXAMS, look, {
      action: 'exam.of-tasks',
      keys: taskIds,
      key: 'q.id',
      joins: `JOIN reading_tasks q ON q.subject_domain = '${IMAGING}' AND q.subject_id = e.id`,
      order: { keys: [ID] },
      most: 1,
    });
  }

  /** What was examined of the same patient before each exam and has been reported, the newest first. */
  before<Node>(look: Look, examIds: readonly string[]): Promise<Map<string, Node[]>> {
    return this.reader.gather(EXAMS, look, {
      action: 'exam.earlier',
      keys: examIds,
      key: 'later.id',
      joins: 'JOIN exams later ON later.patient_id = e.patient_id AND later.id <> e.id',
      where: 'e.reported_at IS NOT NULL AND e.registered_at <= later.registered_at',
      order: by('registered_at', true),
      most: MOST_EARLIER,
    });
  }

  list<Node>(look: Look, list: ExamList, page: PageRequest): Promise<Connection<Node>> {
    const { where, order } = LISTS[list];
    const parameters = new Parameters();
    const own = parameters.add(look.actor.institutionId);
    const me = where.includes('$me') ? parameters.add(actingFor(look.actor)) : '';
    const arms = [where.replaceAll('$own', own).replaceAll('$me', me)];
    return this.reader.page(EXAMS, look, { action: 'exam.list', arms, order, page, parameters, detail: { list } });
  }
}
