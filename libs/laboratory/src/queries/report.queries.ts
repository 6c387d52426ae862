import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { institutionView, staffView } from '#organization';
import { patientView } from '#patient';
import {
  AggregateReader,
  CLOCK,
  Parameters,
  actingFor,
  type ActorContext,
  type Claim,
  type Connection,
  type Look,
  type Order,
  type PageRequest,
  type Readable,
  type View,
} from '#platform';
import { reportVisibleTo } from '../data/visibility.js';

/** The lists that people work by, on either side. */
export const LabReportList = {
  NEW_TO_ME: 'NEW_TO_ME',
  ORDERED: 'ORDERED',
  CRITICAL: 'CRITICAL',
  BENCH: 'BENCH',
  TO_REVIEW: 'TO_REVIEW',
  OVERDUE: 'OVERDUE',
  PUBLISHED: 'PUBLISHED',
  TO_RETRACT: 'TO_RETRACT',
} as const;
export type LabReportList = (typeof LabReportList)[keyof typeof LabReportList];

/** No panel has more. */
const MOST_RESULTS = 300;

const resultView: View = {
  columns: {
    itemCode: 'rv.item_code',
    name: 'rv.name',
    unit: 'rv.unit',
    value: 'rv.value',
    flag: 'rv.flag',
    rangeText: 'rv.range_text',
    deltaPercent: 'rv.delta_percent',
    deltaExceeded: 'rv.delta_exceeded',
    criticalValueId: 'rv.critical_value_id',
    source: 'rv.source',
    measuredAt: 'rv.measured_at',
  },
};

const personOf = (alias: string, column: string): NonNullable<View['one']>[string] => ({
  view: staffView(alias),
  join: `LEFT JOIN staff ${alias} ON ${alias}.id = r.${column}`,
  exists: `${alias}.id IS NOT NULL`,
});

/** A version of a report as the API shows it; `r` is its row. */
const reportView: View = {
  columns: {
    id: 'r.id',
    specimenId: 'r.specimen_id',
    barcode: '(SELECT rs.barcode FROM specimens rs WHERE rs.id = r.specimen_id)',
    accessionNo: '(SELECT rs.accession_no FROM specimens rs WHERE rs.id = r.specimen_id)',
    specimenType: '(SELECT rs.type FROM specimens rs WHERE rs.id = r.specimen_id)',
    number: 'r.number',
    previousId: 'r.previous_id',
    groupCode: 'r.group_code',
    kind: 'r.kind',
    state: 'r.state',
    corrected: 'r.corrected',
    description: 'r.description',
    conclusion: 'r.conclusion',
    isolates: 'r.isolates',
    begunAt: 'r.begun_at',
    dueAt: 'r.due_at',
    submittedAt: 'r.submitted_at',
    publishedAt: 'r.published_at',
    retractedAt: 'r.retracted_at',
    seenAt: 'r.seen_at',
    amendmentReasonCode: 'r.amendment_reason_code',
    retractionReasonCode: 'r.retraction_reason_code',
    version: 'r.version',
  },
  one: {
    patient: { view: patientView('rp'), join: 'JOIN patients rp ON rp.id = r.patient_id' },
    institution: { view: institutionView('ri'), join: 'JOIN institutions ri ON ri.id = r.institution_id' },
    orderingInstitution: {
      view: institutionView('ro'),
      join: 'JOIN institutions ro ON ro.id = r.ordering_institution_id',
    },
    orderingDoctor: { view: staffView('rd'), join: 'JOIN staff rd ON rd.id = r.ordering_staff_id' },
    technicalReviewer: personOf('rt', 'technical_staff_id'),
    medicalReviewer: personOf('rm', 'medical_staff_id'),
    seenBy: personOf('rb', 'seen_by_staff_id'),
  },
  many: {
    results: {
      view: resultView,
      from: `FROM lab_results rv WHERE rv.report_id = r.id ORDER BY rv.position, rv.item_code LIMIT ${MOST_RESULTS}`,
    },
  },
};

const REPORTS: Readable = {
  name: 'lab-report',
  type: 'LabReport',
  objectType: 'lab-report',
  table: 'lab_reports',
  alias: 'r',
  view: reportView,
  patient: { id: 'r.patient_id', basis: 'ORDER' },
  visibleTo: reportVisibleTo,
};

const ID = { sql: 'r.id', type: 'uuid' } as const;
const NEWEST_FIRST: Order = { keys: [ID], descending: true };
const MOST_OVERDUE_FIRST: Order = { keys: [{ sql: 'r.due_at', type: 'timestamptz' }, ID] };
const OPEN = `r.state IN ('DRAFT', 'SUBMITTED')`;
const TOLD = `r.state IN ('PUBLISHED', 'RETRACTED')`;

/** Reads reports as the API shows them. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly reader: AggregateReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(look: Look, id: string): Promise<Node> {
    return this.reader.get(REPORTS, look, id);
  }

  answer<Node>(look: Look, claim: Claim): Promise<Node> {
    return this.reader.answer(REPORTS, look, claim);
  }

  list<Node>(look: Look, list: LabReportList, page: PageRequest): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const arms = [this.arm(list, look.actor, parameters)];
    const order = list === 'OVERDUE' ? MOST_OVERDUE_FIRST : NEWEST_FIRST;
    return this.reader.page(REPORTS, look, {
      action: 'lab-report.list',
      arms,
      order,
      page,
      parameters,
      detail: { list },
    });
  }

  private arm(list: LabReportList, actor: ActorContext, parameters: Parameters): string {
    const own = parameters.add(actor.institutionId);
    const [laboratory, ordering] = [`r.institution_id = ${own}`, `r.ordering_institution_id = ${own}`];
    const conditions: Readonly<Record<LabReportList, () => string>> = {
      NEW_TO_ME: () =>
        `r.ordering_staff_id = ${parameters.add(actingFor(actor))} AND ${ordering} AND ${TOLD} AND r.seen_at IS NULL`,
      ORDERED: () => `${ordering} AND ${TOLD}`,
      CRITICAL: () => `${ordering} AND ${TOLD} AND r.critical`,
      BENCH: () => `${laboratory} AND r.state = 'DRAFT'`,
      TO_REVIEW: () => `${laboratory} AND r.state = 'SUBMITTED'`,
      OVERDUE: () => `${laboratory} AND ${OPEN} AND r.due_at < ${parameters.add(this.clock.now())}`,
      PUBLISHED: () => `${laboratory} AND r.state = 'PUBLISHED'`,
      TO_RETRACT: () => `${laboratory} AND r.state = 'PUBLISHED' AND r.retraction_asked_by_staff_id IS NOT NULL`,
    };
    return conditions[list]();
  }
}
