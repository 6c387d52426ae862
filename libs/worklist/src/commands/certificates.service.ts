import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, type LocalDate } from '#kernel';
import { StaffingDirectory } from '#organization';
import { UnitOfWork, claimRequest, statement, type ActorContext, type RepeatableRequest } from '#platform';

export interface CertifyCommand extends RepeatableRequest {
  readonly staffId: string;
  readonly certificateCode: string;
  readonly validFrom: LocalDate;
  /** The last day; one that has passed ends it. */
  readonly validTo: LocalDate;
}

const KEEP = statement(
  'worklist.certify',
  `INSERT INTO reader_certificates (staff_id, certificate_code, valid_from, valid_to) VALUES ($1, $2, $3, $4)
   ON CONFLICT (staff_id, certificate_code) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
);

/** What readers of an institution may read, beyond what nobody has to prove. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly staff: StaffingDirectory,
  ) {}

  /** @throws NotFoundError for somebody of another institution; InvalidInputError for a period that ends before it begins */
  certify(actor: ActorContext, command: CertifyCommand): Promise<void> {
    const { staffId, certificateCode, validFrom, validTo } = command;
    if (validTo < validFrom) throw new InvalidInputError([{ path: 'validTo', constraint: 'BEFORE_VALID_FROM' }]);
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'certifyReader', command, staffId);
      if (!claim.fresh) return;
      const [colleague] = await this.staff.colleagues(tx, actor.institutionId, [staffId]);
      if (!colleague) throw new NotFoundError('Staff', staffId);
      tx.write(KEEP, [staffId, certificateCode, validFrom, validTo]);
      tx.publish({
        topic: 'worklist.reader-certified',
        aggregateType: 'reader-certificate',
        aggregateId: staffId,
        aggregateVersion: 1,
        payload: { certificateCode, validFrom, validTo },
      });
    });
  }
}
