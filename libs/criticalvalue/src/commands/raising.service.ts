import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  renewClaim,
  type ActorContext,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { CriticalReference } from '../data/critical-reference.repository.js';
import type { NewCriticalValue } from '../data/critical-value.repository.js';
import type { CriticalValueDomain, Encounter, MeasuredValue } from '../domain/critical-value.js';
import { NotCriticalError } from '../domain/errors.js';
import { evaluateThresholds, type ThresholdVerdict } from '../domain/threshold.js';
import { CriticalValuePeople } from './critical-value-people.js';
import { Detection, type Detected } from './detection.js';

/** What is critical: a finding of the list, or a measured value of an item. */
export type Found =
  | { readonly findingCode: string; readonly measured?: null }
  | { readonly measured: MeasuredValue & { readonly itemCode: string }; readonly findingCode?: null };

/** Where it was found and who has to hear of it. */
export interface CriticalSubject {
  readonly domain: CriticalValueDomain;
  /** The exam, specimen or result in its own domain. */
  readonly subjectId: string | null;
  readonly patientId: string;
  readonly encounter: Encounter;
  readonly orderingInstitutionId: string;
  readonly orderingDepartmentId: string | null;
  readonly orderingStaffId: string | null;
  readonly centreInstitutionId: string;
  /** Null where a rule has found it. */
  readonly detectedByStaffId: string | null;
}

export interface RaiseCommand extends RepeatableRequest {
  readonly domain: CriticalValueDomain;
  readonly subjectId?: string | null;
  readonly patientId: string;
  readonly encounter: Encounter;
  readonly orderingStaffId: string;
  readonly findingCode?: string | null;
  readonly measured?: (MeasuredValue & { readonly itemCode: string }) | null;
}

export interface DrillCommand extends RepeatableRequest {
  readonly domain: CriticalValueDomain;
  readonly findingCode: string;
  readonly orderingStaffId: string;
}

/** Raised, or the one that is open for the same thing already; or why it is no critical value. */
export type Raised = (Detected & { readonly critical: true }) | Extract<ThresholdVerdict, { critical: false }>;

type Described = Pick<NewCriticalValue, 'findingCode' | 'itemCode' | 'findingText' | 'value' | 'unit' | 'thresholdId'>;

/** Raises critical values when they are seen, by people and by rules. */
@Injectable()
export class RaisingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly detection: Detection,
    private readonly reference: CriticalReference,
    private readonly people: CriticalValuePeople,
  ) {}

  /**
   * The second door: imaging with what a reporter sees, laboratory with every value that it measures. Where one is open for
   * the same item with another value, it is corrected.
   */
  async raiseIn(tx: Transaction, subject: CriticalSubject, found: Found): Promise<Raised> {
    const described = await this.describe(tx, subject, found);
    if ('critical' in described) return described;
    const made = await this.detection.createIn(tx, { ...subject, ...described, drill: false, id: tx.newId() });
    return { critical: true, ...made };
  }

  /** A reporter has seen something. @throws NotFoundError for a patient who is not known where they work */
  raise(actor: ActorContext, command: RaiseCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'raiseCriticalValue', command, tx.newId());
      if (!claim.fresh) return claim;
      const found = foundIn(command);
      const ordering = await this.people.orderingPlace(tx, command);
      const subject: CriticalSubject = {
        ...ordering,
        domain: command.domain,
        subjectId: command.subjectId ?? null,
        patientId: command.patientId,
        encounter: command.encounter,
        centreInstitutionId: actor.institutionId,
        detectedByStaffId: actor.staffId,
      };
      const described = await this.describe(tx, subject, found);
      if ('critical' in described) throw new NotCriticalError(described.because);
      const { id, isNew } = await this.detection.createIn(tx, {
        ...subject,
        ...described,
        drill: false,
        id: claim.aggregateId,
      });
      // Whoever repeats the request is answered what is open, as the first time.
      return isNew ? claim : renewClaim(tx, command, claim, id);
    });
  }

  /** The whole chain with nobody in it. */
  drill(actor: ActorContext, command: DrillCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'startCriticalValueDrill', command, tx.newId());
      if (!claim.fresh) return claim;
      const { domain, findingCode } = command;
      await this.detection.createIn(tx, {
        id: claim.aggregateId,
        drill: true,
        domain,
        subjectId: null,
        patientId: null,
        encounter: 'INPATIENT',
        centreInstitutionId: actor.institutionId,
        detectedByStaffId: actor.staffId,
        ...(await this.people.drilled(tx, command.orderingStaffId)),
        ...(await this.finding(tx, { domain, code: findingCode })),
      });
      return claim;
    });
  }

  private async describe(
    tx: Transaction,
    subject: CriticalSubject,
    { findingCode, measured }: Found,
  ): Promise<Described | Extract<ThresholdVerdict, { critical: false }>> {
    if (!measured) return this.finding(tx, { domain: subject.domain, code: findingCode });
    const thresholds = await this.reference.thresholdsOf(tx, tx.now, measured.itemCode);
    const patient = await this.people.patient(tx, subject.patientId);
    const institutionId = subject.orderingInstitutionId;
    const verdict = evaluateThresholds({ ...measured, ...patient, institutionId }, thresholds);
    if (!verdict.critical) return verdict;
    const { thresholdId } = verdict;
    const { itemName } = thresholds.find(({ id }) => id === thresholdId)!;
    const { itemCode, value, unit } = measured;
    return { findingCode: null, itemCode, findingText: itemName, value, unit, thresholdId };
  }

  private async finding(
    tx: Transaction,
    { domain, code }: { readonly domain: CriticalValueDomain; readonly code: string },
  ): Promise<Described> {
    const finding = await this.reference.finding(tx, tx.now, { code, domain });
    if (!finding) throw new InvalidInputError([{ path: 'findingCode', constraint: 'FINDING_UNKNOWN' }]);
    const { labelZh: findingText } = finding;
    return { findingCode: code, itemCode: null, findingText, value: null, unit: null, thresholdId: null };
  }
}

/** @throws InvalidInputError where neither a finding nor a value was given, or both */
function foundIn({ findingCode, measured }: RaiseCommand): Found {
  if (findingCode && !measured) return { findingCode };
  if (measured && !findingCode) return { measured };
  throw new InvalidInputError([{ path: 'findingCode', constraint: 'FINDING_OR_VALUE' }]);
}
