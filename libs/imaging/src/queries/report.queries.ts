import { Injectable } from '@nestjs/common';
import {
  AggregateReader,
  Parameters,
  type Claim,
  type Connection,
  type Look,
  type Order,
  type PageRequest,
  type Readable,
} from '#platform';
import { reportVisibleTo } from '../data/visibility.js';
import { reportView } from './imaging.views.js';

const REPORTS: Readable = {
  name: 'imaging-report',
  type: 'ImagingReport',
  objectType: 'imaging-report',
  table: 'imaging_reports',
  alias: 'r',
  view: reportView,
  patient: { id: 'rx.patient_id', joins: 'JOIN exams rx ON rx.id = r.exam_id', basis: 'ORDER' },
  visibleTo: reportVisibleTo,
};
const BY_ID: Order = { keys: [{ sql: 'r.id', type: 'uuid' }] };

/** Reads versions of reports as the API shows them. */
@Injectable()
export class ReportQueries {
  constructor(private readonly reader: AggregateReader) {}

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(look: Look, id: string): Promise<Node> {
    return this.reader.get(REPORTS, look, id);
  }

  answer<Node>(look: Look, claim: Claim): Promise<Node> {
    return this.reader.answer(REPORTS, look, claim);
  }

  /** The version of each exam's report that is being written. */
  openOf<Node>(look: Look, examIds: readonly string[]): Promise<Map<string, Node[]>> {
    return this.reader.gather(REPORTS, look, {
      action: 'imaging-report.open',
      keys: examIds,
      key: 'r.exam_id',
      where: `r.state IN ('DRAFT', 'SUBMITTED')`,
      order: BY_ID,
      most: 1,
    });
  }

  /** Published reports of the own centre that somebody wants to take back. */
  retractions<Node>(look: Look, page: PageRequest): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const own = parameters.add(look.actor.institutionId);
    const arm = `r.reading_institution_id = ${own} AND r.state = 'PUBLISHED' AND cardinality(r.retractors) > 0`;
    const listing = { action: 'imaging-report.retractions', arms: [arm], order: BY_ID, page, parameters };
    return this.reader.page(REPORTS, look, listing);
  }
}
