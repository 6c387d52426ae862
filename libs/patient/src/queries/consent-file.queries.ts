import { Inject, Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { ForbiddenError, NotFoundError, type Clock } from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Database,
  Parameters,
  StoredFiles,
  statement,
  type ActorContext,
  type ContentType,
  type FileDownload,
} from '#platform';
import { accessBasisSql } from '../data/accessible.js';

interface FileRow {
  readonly fileId: string;
  readonly contentType: ContentType;
  readonly size: number;
  readonly patientId: string;
  /** Null where no relation gives access. */
  readonly basis: string | null;
}

/** Opens what patients have signed, for those who may see the patient; every look is logged. */
@Injectable()
export class ConsentFileQueries {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param id of the consent @throws NotFoundError where it has no file, or does not exist for the actor; ForbiddenError */
  async open(actor: ActorContext, id: string): Promise<FileDownload> {
    if (!actor.permissions.has(Permission.ReadPatient)) throw new ForbiddenError();
    const row = await this.find(actor, id);
    if (!row?.basis) throw new NotFoundError('ConsentFile', id);
    const { fileId, contentType, size, patientId, basis } = row;
    await this.auditTrail.recordAccess(actor, {
      action: 'consent.file-read',
      patientIds: [patientId],
      basis,
      objectType: 'consent',
      objectId: id,
    });
    return { name: 'consent', contentType, size, content: await this.files.read(fileId) };
  }

  private find(actor: ActorContext, id: string): Promise<FileRow | null> {
    const parameters = new Parameters();
    const basis = accessBasisSql(actor, this.clock.now(), parameters);
    const sql = `SELECT k.file_id AS "fileId", f.content_type AS "contentType", f.size, p.id AS "patientId",
        ${basis} AS basis
      FROM patient_consents k JOIN patients p ON p.id = k.patient_id JOIN stored_files f ON f.id = k.file_id
      WHERE k.id = ${parameters.add(id)}`;
    return this.database.first<FileRow & object>(statement('patient.consent-file', sql), parameters.values);
  }
}
