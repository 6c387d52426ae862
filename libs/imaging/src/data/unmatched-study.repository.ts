import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Opening, type Queryable, type Transaction } from '#platform';
import type { PacsStudy } from '../domain/dicom-study.js';
import type { UnmatchedState } from '../domain/unmatched-study.transitions.js';
import type { UnmatchedStudyEntity } from './unmatched-study.entity.js';

/** A study without an exam, with its row locked. */
export interface UnmatchedRow {
  readonly id: string;
  readonly version: number;
  readonly state: UnmatchedState;
  readonly institutionId: string;
  readonly studyInstanceUid: string;
  readonly imageCount: number;
  readonly examId: string | null;
  readonly proposers: readonly string[];
}

const CHANGEABLE = {
  state: 'state',
  examId: 'exam_id',
  proposers: 'proposers',
  matchedAt: 'matched_at',
  matchedByStaffId: 'matched_by_staff_id',
} as const;
export type UnmatchedChanges = Partial<Pick<UnmatchedStudyEntity, keyof typeof CHANGEABLE>>;

const LOCK = statement(
  'imaging.lock-unmatched',
  `SELECT u.id, u.version, u.state, u.institution_id AS "institutionId", u.study_instance_uid AS "studyInstanceUid",
     u.image_count AS "imageCount", u.exam_id AS "examId", array_to_json(u.proposers) AS proposers
   FROM unmatched_studies u WHERE u.id = $1 AND u.institution_id = $2 FOR UPDATE`,
);
const INSERT = statement(
  'imaging.insert-unmatched',
  `INSERT INTO unmatched_studies (id, institution_id, study_instance_uid, accession_no, patient_name, modality, study_date,
     image_count, state, found_at, proposers, version)
   SELECT $1, $2, $3, $4, $5, $6, $7::date, $8, 'UNMATCHED', $9, '{}', 1
   WHERE NOT EXISTS (SELECT 1 FROM exams e WHERE e.study_instance_uid = $3)
   ON CONFLICT (study_instance_uid) DO NOTHING RETURNING id`,
);
const OF_NOBODY = statement(
  'imaging.studies-of-nobody',
  `SELECT s.uid FROM jsonb_to_recordset($1::jsonb) AS s(uid text, accession text)
   WHERE NOT EXISTS (SELECT 1 FROM exams e WHERE e.study_instance_uid = s.uid)
     AND NOT EXISTS (SELECT 1 FROM exams e WHERE e.accession_no = s.accession AND e.ended_at IS NULL
       AND e.study_instance_uid IS NULL)
     AND NOT EXISTS (SELECT 1 FROM unmatched_studies u WHERE u.study_instance_uid = s.uid)`,
);

/** Rows of studies without an exam, locked and changed in the transaction of whoever acts. */
@Injectable()
export class UnmatchedStudyRepository {
  lock(tx: Opening, id: string, institutionId: string): Promise<UnmatchedRow | null> {
    return tx.first<UnmatchedRow & object>(LOCK, [id, institutionId]);
  }

  /** @returns whether the study was neither an exam's nor known already */
  async insert(tx: Transaction, id: string, institutionId: string, study: PacsStudy): Promise<boolean> {
    const { studyInstanceUid, accessionNo, patientName, modality, studyDate, imageCount } = study;
    const what = [studyInstanceUid, accessionNo, patientName, modality, studyDate, imageCount];
    return (await tx.first(INSERT, [id, institutionId, ...what, tx.now])) !== null;
  }

  change(tx: Transaction, row: UnmatchedRow, changes: UnmatchedChanges): number {
    return changeRow(tx, row, { table: 'unmatched_studies', columns: CHANGEABLE, changes });
  }

  /** Those of the studies that show no exam, are not looked for by one, and are not known yet. */
  async ofNobody(on: Queryable, studies: readonly PacsStudy[]): Promise<PacsStudy[]> {
    const asked = studies.map(({ studyInstanceUid: uid, accessionNo: accession }) => ({ uid, accession }));
    const rows = await on.query<{ uid: string }>(OF_NOBODY, [JSON.stringify(asked)]);
    const found = new Set(rows.map(({ uid }) => uid));
    return studies.filter(({ studyInstanceUid }) => found.has(studyInstanceUid));
  }
}
