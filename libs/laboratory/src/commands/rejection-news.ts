import { Injectable } from '@nestjs/common';
import { EventConsumer, type DeliveredEvent, type Transaction } from '#platform';
import { SpecimenRepository } from '../data/specimen.repository.js';
import { LabNotices } from './lab-notices.js';

/** A specimen could not be examined: whoever ordered and whoever took it hear of it, so that another one is taken. */
@Injectable()
export class RejectionNews extends EventConsumer {
  readonly name = 'laboratory.rejection-news';
  readonly topics = ['laboratory.rejected'];

  constructor(
    private readonly specimens: SpecimenRepository,
    private readonly notices: LabNotices,
  ) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, institutionId }: DeliveredEvent): Promise<void> {
    const specimen = (await this.specimens.lock(tx, institutionId, aggregateId))!;
    const { id, orderingInstitutionId, toInstitutionId, doctorStaffId, collectedByStaffId, visitType } = specimen;
    const matter = {
      subject: { type: 'Specimen', id },
      laboratoryId: toInstitutionId,
      orderingId: orderingInstitutionId,
      visitType,
    };
    const staffIds = [...new Set([doctorStaffId, collectedByStaffId])];
    await this.notices.tell(
      tx,
      matter,
      { institutionId: orderingInstitutionId, recipients: { staffIds } },
      'specimen-rejected',
    );
  }
}
