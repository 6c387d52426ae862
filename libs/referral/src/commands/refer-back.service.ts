import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import { OrganizationDirectory } from '#organization';
import { partsText, type ActorContext, type ChangeCommand, type Claim, type Transaction } from '#platform';
import type { ClinicalPackageEntity } from '../data/clinical-package.entity.js';
import type { LoadedDown } from '../data/down-facts.reader.js';
import { FollowUpRepository, type FollowUpRecord } from '../data/follow-up.repository.js';
import { ReferralRepository } from '../data/referral.repository.js';
import { EMPTY_FORM, fitted } from '../domain/clinical-form.js';
import { medicationText, planParts } from '../domain/down-package.js';
import { BACK_TO_COUNTY } from '../domain/down.lifecycle.js';
import { followUpText } from '../domain/follow-up.js';
import type { Priority } from '../domain/referral-state.js';
import { DownAccess } from './down-access.js';
import { DownTransitionService } from './down-transition.service.js';
import { newReferral, publishDrafted } from './new-referral.js';
import { PurposeCheck, UP_PURPOSES } from './purpose-check.js';

export interface ReferBackCommand extends ChangeCommand {
  readonly priority: Priority;
  readonly purposeCode: string;
  readonly purposeComment?: string | null;
  /** The department that sent the patient down, where it is left out. */
  readonly toDepartmentId?: string | null;
}

/** Sending a patient up again out of the follow-up (再上转). */
@Injectable()
export class ReferBackService {
  constructor(
    private readonly transitions: DownTransitionService,
    private readonly referrals: ReferralRepository,
    private readonly followUps: FollowUpRepository,
    private readonly directory: OrganizationDirectory,
    private readonly purposes: PurposeCheck,
    private readonly access: DownAccess,
  ) {}

  /**
   * Ends the follow-up at once and leaves a draft upwards with diagnoses, plan, medicines, files and everything that was measured.
   * What it still lacks, and the consent, the doctor adds before submitting it.
   */
  referBack(actor: ActorContext, command: ReferBackCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'referBack',
      operation: 'referBackToCounty',
      topic: 'referral.down-completed',
      effect: async (tx, loaded) => {
        await this.draftUpwards(tx, loaded, command);
        return { changes: this.access.end(tx, loaded), reasonCode: BACK_TO_COUNTY };
      },
    });
  }

  private async draftUpwards(tx: Transaction, { row }: LoadedDown, command: ReferBackCommand): Promise<void> {
    await this.purposes.require(tx, UP_PURPOSES, command);
    const target = await this.target(tx, command.toDepartmentId ?? row.fromDepartmentId);
    const packageId = tx.newId();
    const child = newReferral(tx, {
      direction: 'UP',
      parentId: row.id,
      patientId: row.patientId,
      packageId,
      ...target,
      source: 'OUTPATIENT',
      priority: command.priority,
      purposeCode: command.purposeCode,
      purposeComment: command.purposeComment ?? null,
    });
    const form = formOf(row, await this.followUps.records(tx, row.id));
    await this.referrals.create(tx, child, { id: packageId, ...form });
    this.referrals.carryFiles(tx, row.packageId, packageId);
    publishDrafted(tx, child);
  }

  private async target(tx: Transaction, toDepartmentId: string | null) {
    if (!toDepartmentId) throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'isNotEmpty' }]);
    const department = await this.directory.departmentForReferral(tx, toDepartmentId);
    if (!department) throw new NotFoundError('Department', toDepartmentId);
    if (department.institutionKind === 'TOWNSHIP_CENTER' || department.institutionKind === 'VILLAGE_CLINIC') {
      throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'COUNTY' }]);
    }
    return { toInstitutionId: department.institutionId, toDepartmentId };
  }
}

function formOf(
  { package: given, history }: LoadedDown['row'],
  records: readonly FollowUpRecord[],
): Omit<ClinicalPackageEntity, 'id'> {
  return {
    ...EMPTY_FORM,
    ...history,
    transportNeeds: [],
    diagnoses: [...given.dischargeDiagnoses],
    presentIllness: fitted(followUpText(records)) || null,
    treatmentCourse: fitted(partsText(...planParts(given))) || null,
    currentMedication: fitted(medicationText(given.medicines)) || null,
  };
}
