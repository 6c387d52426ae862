import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { Notices, Urgency } from '#notification';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';

const CONCERNED = statement(
  'dispatch.concerned',
  `SELECT id, expert_id AS "expertId", township_id AS "townshipId", starts_at AS "startsAt" FROM dispatch_sessions
   WHERE id = ANY($1::uuid[]) ORDER BY starts_at, id`,
);

interface Concerned {
  readonly id: string;
  readonly expertId: string;
  readonly townshipId: string;
  readonly startsAt: Date;
}

/**
 * Tells everybody whom a published version concerns: of a new rota how many sessions are theirs, of an amendment each
 * session that came or went.
 */
@Injectable()
export class PublicationNotices extends EventConsumer {
  readonly name = 'dispatch.publication-notices';
  readonly topics = ['rota.published'];

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, payload, institutionId }: DeliveredEvent): Promise<void> {
    const { added, removed, revision } = payload as unknown as { added: string[]; removed: string[]; revision: number };
    const rows = await tx.query<Concerned & Record<string, unknown>>(CONCERNED, [[...added, ...removed]]);
    if (revision === 1) return this.tellOfRota(tx, { planId: aggregateId, institutionId, rows });
    for (const row of rows) await this.tellOfChange(tx, institutionId, row, removed.includes(row.id));
  }

  private async tellOfRota(
    tx: Transaction,
    { planId, institutionId, rows }: { planId: string; institutionId: string; rows: readonly Concerned[] },
  ): Promise<void> {
    const subject = { type: 'RotaPlan', id: planId };
    const about = { institutionId, template: 'dispatch.published', subject, urgency: Urgency.ROUTINE };
    for (const [expertId, own] of Map.groupBy(rows, (row) => row.expertId)) {
      const parameters = { count: String(own.length) };
      await this.notices.send(tx, { ...about, recipients: { staffIds: [expertId] }, parameters });
    }
    for (const [townshipId, own] of Map.groupBy(rows, (row) => row.townshipId)) {
      const recipients = { holders: [headsOf(townshipId)] };
      await this.notices.send(tx, { ...about, recipients, parameters: { count: String(own.length) } });
    }
  }

  private tellOfChange(
    tx: Transaction,
    institutionId: string,
    { id, expertId, townshipId, startsAt }: Concerned,
    removed: boolean,
  ): Promise<unknown> {
    return this.notices.send(tx, {
      institutionId,
      recipients: { staffIds: [expertId], holders: [headsOf(townshipId)] },
      template: removed ? 'dispatch.session-removed' : 'dispatch.session-added',
      parameters: { institution: townshipId, time: startsAt.toISOString() },
      subject: { type: 'RotaSession', id },
      urgency: Urgency.ROUTINE,
    });
  }
}

const headsOf = (institutionId: string) => ({ institutionId, roles: [Role.TOWNSHIP_HEAD] });

/** Tells those who plan that a search was broken off: nobody waits for it any more. */
@Injectable()
export class SearchNotices extends EventConsumer {
  readonly name = 'dispatch.search-notices';
  readonly topics = ['rota.search-broken-off'];

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, institutionId }: DeliveredEvent): Promise<void> {
    await this.notices.send(tx, {
      institutionId,
      recipients: { holders: [{ institutionId, roles: [Role.ROTA_MANAGER] }] },
      template: 'dispatch.search-broken-off',
      parameters: {},
      subject: { type: 'RotaPlan', id: aggregateId },
      urgency: Urgency.ROUTINE,
    });
  }
}

/** Tells whoever is seconded, and the host, of what is planned, taken back or ended before its time. */
@Injectable()
export class SecondmentNotices extends EventConsumer {
  readonly name = 'dispatch.secondment-notices';
  readonly topics = ['secondment.planned', 'secondment.withdrawn', 'secondment.terminated'];

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, topic, payload, institutionId }: DeliveredEvent): Promise<void> {
    const { expertId, hostInstitutionId } = payload as { expertId: string; hostInstitutionId: string };
    await this.notices.send(tx, {
      institutionId,
      recipients: { staffIds: [expertId], holders: [headsOf(hostInstitutionId)] },
      template: `dispatch.secondment-${topic.split('.')[1]}`,
      parameters: { institution: hostInstitutionId },
      subject: { type: 'Secondment', id: aggregateId },
      urgency: Urgency.ROUTINE,
    });
  }
}

interface SessionPayload {
  readonly institutionId: string;
  readonly townshipId: string;
  readonly expertId: string;
  /** Who goes instead, or is asked to. */
  readonly otherExpertId?: string;
  /** Who had been asked to when it happened. */
  readonly askedExpertId?: string;
}

const STARTS = statement('dispatch.starts', 'SELECT starts_at AS "startsAt" FROM dispatch_sessions WHERE id = $1');

/** Whom what concerns: the township hears of everything that changes who comes. */
const TELLS: Readonly<Record<string, { readonly township: boolean; readonly managers: boolean }>> = {
  'rota-session.swap-requested': { township: false, managers: true },
  'rota-session.swapped': { township: true, managers: false },
  'rota-session.swap-withdrawn': { township: false, managers: true },
  'rota-session.swap-declined': { township: false, managers: false },
  'rota-session.substituted': { township: true, managers: true },
  'rota-session.suspended': { township: true, managers: true },
  'rota-session.resumed': { township: true, managers: false },
  'rota-session.cancelled': { township: true, managers: false },
  'rota-session.no-show': { township: true, managers: true },
  'rota-session.reinstated': { township: true, managers: false },
};

/** Tells everybody concerned what has become of a session. */
@Injectable()
export class SessionNotices extends EventConsumer {
  readonly name = 'dispatch.session-notices';
  readonly topics = Object.keys(TELLS);

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, topic, payload }: DeliveredEvent): Promise<void> {
    const { institutionId, townshipId, expertId, ...others } = payload as unknown as SessionPayload;
    const { township, managers } = TELLS[topic]!;
    const session = await tx.first<{ startsAt: Date }>(STARTS, [aggregateId]);
    if (!session) return;
    const { otherExpertId = expertId, askedExpertId = expertId } = others;
    await this.notices.send(tx, {
      institutionId,
      recipients: {
        staffIds: [...new Set([expertId, otherExpertId, askedExpertId])],
        holders: [
          ...(township ? [headsOf(townshipId)] : []),
          ...(managers ? [{ institutionId, roles: [Role.ROTA_MANAGER] }] : []),
        ],
      },
      template: `dispatch.${topic.split('.')[1]}`,
      parameters: { institution: townshipId, time: session.startsAt.toISOString() },
      subject: { type: 'RotaSession', id: aggregateId },
      urgency: Urgency.ROUTINE,
    });
  }
}
