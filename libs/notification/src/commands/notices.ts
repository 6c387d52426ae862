import { Injectable } from '@nestjs/common';
import type { Duration } from '#kernel';
import { Deadlines, type Transaction } from '#platform';
import { AnnouncementRepository } from '../data/announcement.repository.js';
import type { AnnouncementEntity } from '../data/announcement.entity.js';
import { TemplateRepository, type StoredText } from '../data/template.repository.js';
import { ESCALATION, LONGEST_CHAIN } from '../domain/escalation.js';
import { domainOf } from '../domain/notice-domain.js';
import { unfitParameters, type NoticeParameters } from '../domain/placeholders.js';
import { placeholdersIn } from '../domain/template.js';
import type { Urgency } from '../domain/urgency.js';
import { Outward } from './outward.js';
import { RecipientFinder, type Recipients } from './recipients.js';

/** Along the duty roster of the institution (and department) that is told, until somebody acknowledges. */
export interface Escalation {
  /** How long each step has, by wall clock or in working time. */
  readonly every: Duration;
  readonly clock: 'WALL' | 'WORK';
}

/** Something that people are to be told. */
export interface Announcement {
  /** Whose channels carry it outside, and on whose roster an escalation goes along. */
  readonly institutionId: string;
  readonly departmentId?: string | null;
  readonly recipients: Recipients;
  /** Code of the template: `referral.submitted`. */
  readonly template: string;
  /** What stands for the template's placeholders: ids, codes, and instants in UTC. */
  readonly parameters: NoticeParameters;
  /** What it is about, and what a client opens. */
  readonly subject: { readonly type: string; readonly id: string };
  readonly urgency: Urgency;
  readonly escalation?: Escalation;
}

/** Tells people, in the transaction of what they are told of. */
@Injectable()
export class Notices {
  constructor(
    private readonly templates: TemplateRepository,
    private readonly announcements: AnnouncementRepository,
    private readonly recipients: RecipientFinder,
    private readonly outward: Outward,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * Puts a notice into the inbox of everybody concerned at once, and asks for the messages to the outside.
   * @returns the id of the announcement
   * @throws Error for a template that does not exist or parameters that do not fit it: a defect of the caller
   */
  async send(tx: Transaction, announcement: Announcement): Promise<string> {
    const texts = await this.templates.textsAt(tx, announcement.template, tx.now);
    const row = rowOf(tx, announcement, texts);
    const recipients = await this.recipients.find(tx, announcement.recipients);
    const staffIds = recipients.map(({ staffId }) => staffId);
    await this.announcements.create(tx, row);
    await this.announcements.deposit(tx, row, recipients, 0);
    announce(tx, row, 'notice.sent', staffIds);
    await this.outward.send(tx, row, {
      staffIds,
      people: announcement.recipients.people ?? [],
      media: new Set(texts.map(({ medium }) => medium)),
    });
    if (announcement.escalation) await this.beginEscalation(tx, row, announcement.escalation);
    return row.id;
  }

  /** What was announced about something has been seen to: no notice about it escalates any further. */
  async settle(tx: Transaction, subjectId: string): Promise<void> {
    for (const id of await this.announcements.escalatingOn(tx, subjectId)) {
      this.deadlines.finish(tx, id, [ESCALATION]);
    }
  }

  /** A level for each step that a chain can have: gaps are passed at once, so the last of them may find nothing to do. */
  private async beginEscalation(
    tx: Transaction,
    { id, institutionId }: AnnouncementEntity,
    { every, clock }: Escalation,
  ) {
    const levelAt = (index: number): { due: Duration } => ({ due: (every * (index + 1)) as Duration });
    await this.deadlines.set(tx, {
      subjectType: 'notice',
      subjectId: id,
      kind: ESCALATION,
      institutionId,
      clock,
      levels: [levelAt(0), ...Array.from({ length: LONGEST_CHAIN - 1 }, (_, index) => levelAt(index + 1))],
    });
  }
}

/** Tells those who listen that their inboxes have changed; ids and codes only. */
function announce(
  tx: Transaction,
  { id, domain, templateCode, urgency }: AnnouncementEntity,
  topic: string,
  staffIds: readonly string[],
): void {
  const payload = { staffIds, domain, templateCode, urgency };
  tx.publish({ topic, aggregateType: 'notice', aggregateId: id, aggregateVersion: 1, payload });
}

/** @throws Error where template and parameters do not fit each other */
export function rowOf(tx: Transaction, announcement: Announcement, texts: readonly StoredText[]): AnnouncementEntity {
  const { template, parameters, subject, urgency, institutionId, departmentId = null, escalation } = announcement;
  const domain = domainOf(template);
  const [first] = texts;
  if (!first || !domain) throw new Error(`There is no template ${template}.`);
  const missing = texts.flatMap(placeholdersIn).filter((name) => parameters[name] === undefined);
  const unfit = [...unfitParameters(parameters), ...missing];
  if (unfit.length > 0) throw new Error(`Parameters do not fit the template ${template}: ${unfit.join(', ')}.`);
  return {
    id: tx.newId(),
    institutionId,
    departmentId,
    domain,
    templateCode: template,
    templateVersion: first.version,
    parameters,
    subjectType: subject.type,
    subjectId: subject.id,
    urgency,
    createdAt: tx.now,
    escalationPassed: escalation ? [] : null,
    acknowledgedAt: null,
    acknowledgedByStaffId: null,
  };
}
