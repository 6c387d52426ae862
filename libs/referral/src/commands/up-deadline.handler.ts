import { Injectable } from '@nestjs/common';
import { nextState } from '#kernel';
import { DeadlineHandler, type DueDeadline, type Transaction } from '#platform';
import { ReferralFactsReader, type ReferralRow } from '../data/referral-facts.reader.js';
import { ReferralDeadlineKind } from '../domain/deadlines.js';
import { UP_DEADLINES, waitsFor, type UpDeadlineKind } from '../domain/up.deadlines.js';
import { upLifecycle } from '../domain/up.lifecycle.js';
import { EscalationService } from './escalation.service.js';
import { upReviewed } from './reviewers.js';

const { REVIEW, ACKNOWLEDGEMENT, CONSENT } = ReferralDeadlineKind;

/** Turns to the next one when a time limit of an up-referral passes. */
@Injectable()
export class UpDeadlineHandler extends DeadlineHandler {
  readonly kinds = UP_DEADLINES;

  constructor(
    private readonly facts: ReferralFactsReader,
    private readonly escalations: EscalationService,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId, kind: kindName, level, dueAt }: DueDeadline): Promise<void> {
    const loaded = await this.facts.lock(tx, subjectId, { reach: 'system' });
    const kind = kindName as UpDeadlineKind;
    if (!loaded || !stillWaits(loaded.row, kind)) return;
    const { row, facts } = loaded;
    // A consent is owed also when the referral has ended meanwhile.
    const escalatedState = row.endedAt === null ? nextState(upLifecycle, row.state, 'escalate', facts) : null;
    const review = upReviewed(row);
    const centreInstitutionId = kind === REVIEW ? review.centreInstitutionId : row.toInstitutionId;
    const referral = { ...row, escalatedState, centreInstitutionId, team: [], review };
    // An emergency calls the first one at once: that is no escalation yet.
    const passed = { kind, dueAt, level: kind === ACKNOWLEDGEMENT ? level - 1 : level };
    await this.escalations.escalate(tx, referral, passed);
  }
}

function stillWaits(row: ReferralRow, kind: UpDeadlineKind): boolean {
  if (kind !== CONSENT) return waitsFor(row).has(kind);
  return row.forwarded ? !row.onwardConsentOnFile : !row.consentOnFile;
}
