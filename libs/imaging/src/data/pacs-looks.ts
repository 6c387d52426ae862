import { Injectable } from '@nestjs/common';
import { before, days, seconds } from '#kernel';
import { Database, ReferenceData, statement, type Transaction } from '#platform';

/** An exam whose images the PACS is asked for. */
export interface LookedFor {
  readonly id: string;
  readonly accessionNo: string;
  readonly performingInstitutionId: string;
}

/** How many exams one round asks for. */
const AT_ONCE = 50;

// As the partial index has it; exams that were repeated have images of the first time there as well, and are left to people.
const WITHOUT_STUDY = `e.study_instance_uid IS NULL AND e.repeats = 0
  AND e.state IN ('REGISTERED', 'PERFORMING', 'ACQUIRED')`;
const DUE = statement(
  'imaging.pacs-due',
  `SELECT e.id, e.accession_no AS "accessionNo", e.performing_institution_id AS "performingInstitutionId" FROM exams e
   WHERE ${WITHOUT_STUDY} AND e.registered_at > $1 AND (e.pacs_looked_at IS NULL OR e.pacs_looked_at <= $2)
   ORDER BY e.pacs_looked_at NULLS FIRST, e.id LIMIT ${AT_ONCE}`,
);
const LAST = statement(
  'imaging.pacs-last',
  `SELECT e.pacs_image_count AS "imageCount" FROM exams e WHERE e.id = $1 AND ${WITHOUT_STUDY}
     AND (e.pacs_looked_at IS NULL OR e.pacs_looked_at <= $2) FOR UPDATE`,
);
// What was seen changes nothing that anybody else sees, so the version stays.
const LOOKED = statement(
  'imaging.pacs-looked',
  'UPDATE exams SET pacs_looked_at = $2, pacs_image_count = $3 WHERE id = $1',
);

/** How long images have to be as many as before until they count as complete. */
const SETTLE = 'imaging.pacs_settle_seconds';
/** How long after its registration the PACS is asked for the images of an exam. */
const SEARCH = 'imaging.pacs_search_days';

/** When the PACS was last asked for exams, and what it had of them. */
@Injectable()
export class PacsLooks {
  constructor(
    private readonly database: Database,
    private readonly settings: ReferenceData,
  ) {}

  /** Whose images the PACS is to be asked for now, the longest ago first, and since when they have to be as many. */
  async due(now: Date): Promise<{ readonly exams: readonly LookedFor[]; readonly settledBefore: Date }> {
    const limits = await this.settings.settings([SETTLE, SEARCH], now, this.database);
    const settledBefore = before(now, seconds(limits[SETTLE]));
    const values = [before(now, days(limits[SEARCH])), settledBefore];
    return { exams: await this.database.query<LookedFor & object>(DUE, values), settledBefore };
  }

  /** What the PACS had last time, the row locked; undefined where somebody else has asked since, or it has its study. */
  async last(tx: Transaction, id: string, settledBefore: Date): Promise<number | null | undefined> {
    const row = await tx.first<{ imageCount: number | null }>(LAST, [id, settledBefore]);
    return row ? row.imageCount : undefined;
  }

  looked(tx: Transaction, id: string, imageCount: number | null): void {
    tx.write(LOOKED, [id, tx.now, imageCount]);
  }
}
