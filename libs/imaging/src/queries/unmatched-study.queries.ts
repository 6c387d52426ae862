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
  type View,
} from '#platform';

const unmatchedView: View = {
  columns: {
    id: 'u.id',
    studyInstanceUid: 'u.study_instance_uid',
    accessionNo: 'u.accession_no',
    patientName: 'u.patient_name',
    modality: 'u.modality',
    studyDate: 'u.study_date',
    imageCount: 'u.image_count',
    state: 'u.state',
    foundAt: 'u.found_at',
    examId: 'u.exam_id',
    proposerNames: `(SELECT coalesce(json_agg(n.name ORDER BY n.name), '[]'::json) FROM staff n WHERE n.id = ANY(u.proposers))`,
    matchedAt: 'u.matched_at',
    matchedByName: '(SELECT n.name FROM staff n WHERE n.id = u.matched_by_staff_id)',
    version: 'u.version',
  },
};

/** Whom a study shows is not known before it is bound: a look at it is a look at nobody's record. */
const UNMATCHED: Readable = {
  name: 'unmatched-study',
  type: 'UnmatchedStudy',
  objectType: 'unmatched-study',
  table: 'unmatched_studies',
  alias: 'u',
  view: unmatchedView,
  patient: null,
  visibleTo: ({ institutionId }, _now, parameters) => `u.institution_id = ${parameters.add(institutionId)}`,
};
const OLDEST_FIRST: Order = {
  keys: [
    { sql: 'u.found_at', type: 'timestamptz' },
    { sql: 'u.id', type: 'uuid' },
  ],
};

/** Reads studies that show no exam. */
@Injectable()
export class UnmatchedStudyQueries {
  constructor(private readonly reader: AggregateReader) {}

  answer<Node>(look: Look, claim: Claim): Promise<Node> {
    return this.reader.answer(UNMATCHED, look, claim);
  }

  /** What is still to be bound, the oldest first. */
  list<Node>(look: Look, page: PageRequest): Promise<Connection<Node>> {
    const parameters = new Parameters();
    // What somebody has linked to its exam by hand meanwhile is not to be bound any more.
    const linked = 'EXISTS (SELECT 1 FROM exams s WHERE s.study_instance_uid = u.study_instance_uid)';
    const own = parameters.add(look.actor.institutionId);
    const arm = `u.institution_id = ${own} AND u.state = 'UNMATCHED' AND NOT ${linked}`;
    const listing = { action: 'unmatched-study.list', arms: [arm], order: OLDEST_FIRST, page, parameters };
    return this.reader.page(UNMATCHED, look, listing);
  }
}
