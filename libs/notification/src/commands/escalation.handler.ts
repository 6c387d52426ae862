import { Injectable } from '@nestjs/common';
import { DutyRoster, type EscalationStep } from '#duty';
import { DeadlineHandler, Deadlines, type DueDeadline, type Transaction } from '#platform';
import type { AnnouncementEntity } from '../data/announcement.entity.js';
import { AnnouncementRepository } from '../data/announcement.repository.js';
import { TemplateRepository } from '../data/template.repository.js';
import { ESCALATION, nextStep } from '../domain/escalation.js';
import { Medium } from '../domain/medium.js';
import { rowOf } from './notices.js';
import { Outward } from './outward.js';

const REMINDER = 'duty.escalated';

/**
 * Turns to the next person on duty when nobody has acknowledged in time: along the chain of the duty roster as it is at
 * that moment, until a general duty officer has been told. Gaps are passed at once and leave an event each.
 */
@Injectable()
export class EscalationHandler extends DeadlineHandler {
  readonly kinds = [ESCALATION];

  constructor(
    private readonly announcements: AnnouncementRepository,
    private readonly templates: TemplateRepository,
    private readonly roster: DutyRoster,
    private readonly outward: Outward,
    private readonly deadlines: Deadlines,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId, level }: DueDeadline): Promise<void> {
    const row = await this.announcements.lock(tx, subjectId);
    if (!row || row.acknowledgedAt !== null) return;
    const { institutionId, departmentId } = row;
    const chain = await this.roster.escalationChain(tx, { institutionId, departmentId, at: tx.now });
    const informed = await this.announcements.informed(tx, row.id);
    const outcome = nextStep(chain, { passed: row.escalationPassed ?? [], informed });
    for (const gap of outcome.gaps) tell(tx, row, 'notice.escalation-gap', { level, step: gap });
    if (outcome.next) await this.reach(tx, row, { level, step: outcome.next });
    await this.announcements.rememberPassed(tx, row.id, outcome.passed);
    if (!outcome.ended) return;
    tx.publish({ topic: 'notice.escalation-ended', aggregateType: 'notice', aggregateId: row.id, aggregateVersion: 1 });
    this.deadlines.finish(tx, row.id, [ESCALATION]);
  }

  private async reach(tx: Transaction, row: AnnouncementEntity, { level, step }: Reached): Promise<void> {
    const staffId = step.staffId!;
    await this.announcements.deposit(tx, row, [{ staffId, forStaffId: null }], level);
    tell(tx, row, 'notice.escalated', { level, step });
    await this.outward.text(tx, await this.reminder(tx, row, step), {
      staffIds: [staffId],
      people: [],
      media: new Set([Medium.SMS]),
      dutyPhones: new Map(step.phone === null ? [] : [[staffId, step.phone]]),
    });
  }

  /** What is texted says that somebody's turn has come; the notice itself waits in the inbox. */
  private async reminder(tx: Transaction, row: AnnouncementEntity, step: EscalationStep): Promise<AnnouncementEntity> {
    const { institutionId, departmentId, urgency, domain } = row;
    const announcement = {
      institutionId,
      departmentId,
      urgency,
      recipients: {},
      template: REMINDER,
      parameters: { institution: institutionId, duty: step.function },
      subject: { type: 'Notice', id: row.id },
    };
    const reminder = rowOf(tx, announcement, await this.templates.textsAt(tx, REMINDER, tx.now));
    // It goes over the channels of what it reminds of.
    reminder.domain = domain;
    await this.announcements.create(tx, reminder);
    return reminder;
  }
}

interface Reached {
  readonly level: number;
  readonly step: EscalationStep;
}

/** In ids and codes: whose step it was, and who is told of it. */
function tell(tx: Transaction, { id, domain }: AnnouncementEntity, topic: string, { level, step }: Reached): void {
  const { institutionId, departmentId, function: duty, staffId } = step;
  const staffIds = staffId === null ? [] : [staffId];
  const payload = { staffIds, domain, level, institutionId, departmentId, function: duty };
  tx.publish({ topic, aggregateType: 'notice', aggregateId: id, aggregateVersion: 1 + level, payload });
}
