import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, StaleVersionError, hasText } from '#kernel';
import { OrganizationDirectory } from '#organization';
import {
  StoredFiles,
  UnitOfWork,
  claimRequest,
  statement,
  type ActorContext,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { CONSENT_FILE } from '../data/consent-file.js';
import { ConsentEntity } from '../data/consent.entity.js';
import { PatientRepository } from '../data/patient.repository.js';
import { ConsentKind, ConsentMethod } from '../domain/consent.js';
import { SignerRelation } from '../domain/relation.js';
import { PatientAccess } from './patient-access.js';

export interface RecordConsentCommand {
  readonly idempotencyKey: string;
  readonly patientId: string;
  readonly kind: ConsentKind;
  readonly method: ConsentMethod;
  readonly signerRelation: SignerRelation;
  readonly signerName?: string | null;
  readonly proxyReason?: string | null;
  readonly institutionIds?: readonly string[] | null;
  readonly expiresAt?: Date | null;
  /** What a consultation costs, as the patient was told, in cents. */
  readonly toldCostCents?: number | null;
  /** Since when the text counts that was signed; left out: the one that counts now. */
  readonly textEffectiveFrom?: Date | null;
  /** What was signed, uploaded by the same person. */
  readonly fileId?: string | null;
}

export interface WithdrawConsentCommand extends RepeatableRequest {
  readonly id: string;
  readonly expectedVersion: number;
}

const TEXT = statement(
  'patient.consent-text',
  `SELECT effective_from AS "effectiveFrom" FROM consent_texts WHERE kind = $1 AND effective_from <= $3
     AND (effective_from = $2 OR ($2::timestamptz IS NULL AND (effective_to IS NULL OR effective_to > $3)))`,
);

type ConsentHead = Pick<ConsentEntity, 'id' | 'patientId' | 'kind'>;

/** What patients agree to, and take back. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly patients: PatientRepository,
    private readonly access: PatientAccess,
    private readonly directory: OrganizationDirectory,
    private readonly files: StoredFiles,
  ) {}

  /** @throws NotFoundError for a file that is not the actor's, or in use; InvalidInputError where somebody else signs without saying who and why, and for institutions nobody knows */
  record(actor: ActorContext, command: RecordConsentCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.access.requireVisible(tx, command.patientId);
      const claim = await claimRequest(tx, 'recordConsent', command, tx.newId());
      if (!claim.fresh) return claim;
      requireSigner(command);
      requireCost(command);
      if (command.expiresAt && command.expiresAt <= tx.now) {
        throw new InvalidInputError([{ path: 'expiresAt', constraint: 'IN_PAST' }]);
      }
      if (command.institutionIds && !(await this.directory.knows(tx, command.institutionIds))) {
        throw new InvalidInputError([{ path: 'institutionIds', constraint: 'UNKNOWN_INSTITUTION' }]);
      }
      if (command.fileId) await this.files.use(tx, CONSENT_FILE.purpose, command.fileId);
      const textEffectiveFrom = await this.textOf(tx, command);
      const { consent, signerName } = consentOf(tx, claim.aggregateId, { ...command, textEffectiveFrom });
      await this.patients.addConsent(tx, consent, signerName);
      this.announce(tx, 'consent.recorded', consent);
      return claim;
    });
  }

  /** From now on the consent does not count; what was done on it stays. */
  withdraw(actor: ActorContext, command: WithdrawConsentCommand): Promise<Claim> {
    const { id, expectedVersion } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const consent = await tx.manager.findOne(ConsentEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!consent || !(await this.access.isVisible(tx, consent.patientId))) throw new NotFoundError('Consent', id);
      const claim = await claimRequest(tx, 'withdrawConsent', command, id);
      if (!claim.fresh || consent.withdrawnAt) return { fresh: false, aggregateId: id };
      if (consent.version !== expectedVersion) throw new StaleVersionError(expectedVersion, consent.version);
      const version = expectedVersion + 1;
      await tx.manager.update(ConsentEntity, { id }, { withdrawnAt: tx.now, version });
      this.announce(tx, 'consent.withdrawn', consent, version);
      return claim;
    });
  }

  private async textOf(tx: Transaction, { kind, textEffectiveFrom = null }: RecordConsentCommand): Promise<Date> {
    const text = await tx.first<{ effectiveFrom: Date }>(TEXT, [kind, textEffectiveFrom, tx.now]);
    if (!text) throw new InvalidInputError([{ path: 'textEffectiveFrom', constraint: 'UNKNOWN_TEXT' }]);
    return text.effectiveFrom;
  }

  private announce(tx: Transaction, topic: string, consent: ConsentHead, version = 1): void {
    tx.publish({
      topic,
      aggregateType: 'consent',
      aggregateId: consent.id,
      aggregateVersion: version,
      patientId: consent.patientId,
      payload: { kind: consent.kind },
    });
  }
}

/** A proxy says who they are and why they sign; nobody else does. */
function requireSigner({ method, signerRelation, signerName, proxyReason }: RecordConsentCommand): void {
  const isProxy = method === ConsentMethod.PROXY;
  const wrong = [
    ...(isProxy === (signerRelation === SignerRelation.SELF) ? ['signerRelation'] : []),
    ...(isProxy !== hasText(signerName) ? ['signerName'] : []),
    ...(isProxy !== hasText(proxyReason) ? ['proxyReason'] : []),
  ];
  if (wrong.length > 0) {
    throw new InvalidInputError(wrong.map((path) => ({ path, constraint: isProxy ? 'PROXY_NEEDS' : 'PROXY_ONLY' })));
  }
}

/** Nobody agrees to a consultation without knowing what it costs. Source: rules for remote medical service, 2018. */
function requireCost({ kind, toldCostCents = null }: RecordConsentCommand): void {
  const needed = kind === ConsentKind.CONSULTATION;
  if (needed === (toldCostCents !== null)) return;
  throw new InvalidInputError([{ path: 'toldCostCents', constraint: needed ? 'COST_NEEDED' : 'CONSULTATION_ONLY' }]);
}

function consentOf(tx: Transaction, id: string, command: RecordConsentCommand) {
  const consent = {
    id,
    patientId: command.patientId,
    kind: command.kind,
    method: command.method,
    signerRelation: command.signerRelation,
    proxyReason: command.proxyReason?.trim() || null,
    institutionIds: command.institutionIds ? [...command.institutionIds] : null,
    toldCostCents: command.toldCostCents ?? null,
    textEffectiveFrom: command.textEffectiveFrom ?? null,
    givenAt: tx.now,
    expiresAt: command.expiresAt ?? null,
    withdrawnAt: null,
    recordedByStaffId: tx.actor.staffId,
    recordedInstitutionId: tx.actor.institutionId,
    recordedAt: tx.now,
    fileId: command.fileId ?? null,
    version: 1,
  };
  return { consent, signerName: command.signerName?.trim() || null };
}
