import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, Database, HeldFiles, Parameters, statement, type ActorContext, type FoundFile } from '#platform';
import { accessBasisSql } from '../data/accessible.js';
import { CONSENT_FILE } from '../data/consent-file.js';

/** What patients have signed, for those who may see the patient. */
@Injectable()
export class ConsentFiles extends HeldFiles {
  readonly kind = CONSENT_FILE;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async find(actor: ActorContext, id: string): Promise<FoundFile | null> {
    const parameters = new Parameters();
    const basis = accessBasisSql(actor, this.clock.now(), parameters);
    const sql = `SELECT k.file_id AS "fileId", 'consent' AS name, f.content_type AS "contentType", f.size,
        p.id AS "patientId", ${basis} AS basis
      FROM patient_consents k JOIN patients p ON p.id = k.patient_id JOIN stored_files f ON f.id = k.file_id
      WHERE k.id = ${parameters.add(id)}`;
    const file = await this.database.first<FoundFile & object>(
      statement('patient.consent-file', sql),
      parameters.values,
    );
    // Null where no relation gives access.
    return file?.basis ? file : null;
  }
}
