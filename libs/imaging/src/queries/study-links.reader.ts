import { Injectable } from '@nestjs/common';
import { BatchReader, Database, Parameters, statement, type ActorContext } from '#platform';
import { DicomWeb, type StudyLinks } from '../data/dicom-web.js';
import { visibleTo } from '../data/visibility.js';

/** Where the images of each exam of a page are; null without a study, and without a PACS. */
@Injectable()
export class StudyLinksReader extends BatchReader<string, StudyLinks> {
  constructor(
    private readonly database: Database,
    private readonly pacs: DicomWeb,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(StudyLinks | null)[]> {
    if (!this.pacs.isConfigured) return ids.map(() => null);
    const parameters = new Parameters();
    const sql = `SELECT e.id, e.study_instance_uid AS uid FROM exams e
      WHERE e.id = ANY(${parameters.add(ids)}::uuid[]) AND e.study_instance_uid IS NOT NULL
        AND ${visibleTo(actor, null, parameters)}`;
    const rows = await this.database.query<{ id: string; uid: string }>(
      statement('imaging.studies', sql),
      parameters.values,
    );
    const studies = new Map(rows.map(({ id, uid }) => [id, uid]));
    return ids.map((id) => {
      const uid = studies.get(id);
      return uid === undefined ? null : this.pacs.linksOf(uid);
    });
  }
}
