import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { Notices, Urgency } from '#notification';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';

const CONCERNED = statement(
  'dispatch.concerned',
  `SELECT expert_id AS "expertId", township_id AS "townshipId" FROM dispatch_sessions WHERE id = ANY($1::uuid[])`,
);

/** Tells everybody whom a published version concerns how many of their sessions it changed. */
@Injectable()
export class PublicationNotices extends EventConsumer {
  readonly name = 'dispatch.publication-notices';
  readonly topics = ['rota.published'];

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, payload, institutionId }: DeliveredEvent): Promise<void> {
    const { added, removed, revision } = payload as unknown as { added: string[]; removed: string[]; revision: number };
    const rows = await tx.query<{ expertId: string; townshipId: string }>(CONCERNED, [[...added, ...removed]]);
    const template = revision === 1 ? 'dispatch.published' : 'dispatch.amended';
    const about = { institutionId, template, subject: { type: 'RotaPlan', id: aggregateId }, urgency: Urgency.ROUTINE };
    for (const [expertId, own] of Map.groupBy(rows, (row) => row.expertId)) {
      const parameters = { count: String(own.length) };
      await this.notices.send(tx, { ...about, recipients: { staffIds: [expertId] }, parameters });
    }
    for (const [townshipId, own] of Map.groupBy(rows, (row) => row.townshipId)) {
      const recipients = { holders: [{ institutionId: townshipId, roles: [Role.TOWNSHIP_HEAD] }] };
      await this.notices.send(tx, { ...about, recipients, parameters: { count: String(own.length) } });
    }
  }
}

interface SessionPayload {
  readonly institutionId: string;
  readonly townshipId: string;
  readonly expertId: string;
  readonly otherExpertId?: string;
}

const STARTS = statement('dispatch.starts', 'SELECT starts_at AS "startsAt" FROM dispatch_sessions WHERE id = $1');

/** Whom what concerns: the township hears of everything that changes who comes. */
const TELLS: Readonly<Record<string, { readonly township: boolean; readonly managers: boolean }>> = {
  'rota-session.swap-requested': { township: false, managers: true },
  'rota-session.swapped': { township: true, managers: false },
  'rota-session.swap-declined': { township: false, managers: false },
  'rota-session.substituted': { township: true, managers: true },
  'rota-session.suspended': { township: true, managers: true },
  'rota-session.resumed': { township: true, managers: false },
  'rota-session.cancelled': { township: true, managers: false },
  'rota-session.no-show': { township: true, managers: true },
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
    const { institutionId, townshipId, expertId, otherExpertId } = payload as unknown as SessionPayload;
    const { township, managers } = TELLS[topic]!;
    const session = await tx.first<{ startsAt: Date }>(STARTS, [aggregateId]);
    if (!session) return;
    await this.notices.send(tx, {
      institutionId,
      recipients: {
        staffIds: [expertId, ...(otherExpertId ? [otherExpertId] : [])],
        holders: [
          ...(township ? [{ institutionId: townshipId, roles: [Role.TOWNSHIP_HEAD] }] : []),
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
