import { Injectable } from '@nestjs/common';
import { BatchReader, Database, statement, type ActorContext } from '#platform';
import type { ReferralDeadlineKind } from '../domain/deadlines.js';
import type { EscalationTarget } from '../domain/escalation.js';

export const DeadlineStatusState = { RUNNING: 'RUNNING', PAUSED: 'PAUSED', OVERDUE: 'OVERDUE' } as const;
export type DeadlineStatusState = (typeof DeadlineStatusState)[keyof typeof DeadlineStatusState];

export interface Turn {
  readonly level: number;
  readonly target: EscalationTarget;
  readonly institutionName: string;
  readonly staffName: string | null;
  readonly isGap: boolean;
  readonly escalatedAt: Date;
}

/** One time limit of a referral that counts now. */
export interface DeadlineStatus {
  readonly kind: ReferralDeadlineKind;
  readonly state: DeadlineStatusState;
  readonly level: number;
  readonly dueAt: Date | null;
  readonly assignee: Turn | null;
  readonly escalations: readonly Turn[];
}

/** As JSON brings it. */
type TurnRow = Omit<Turn, 'escalatedAt'> & { readonly escalatedAt: string; readonly dueAt: string };
interface Row {
  readonly referralId: string;
  readonly kind: ReferralDeadlineKind;
  /** The next level; null where there is none any more. */
  readonly openState: 'RUNNING' | 'PAUSED' | null;
  readonly openDueAt: Date | null;
  readonly turns: readonly TurnRow[] | null;
}

const STATUS = statement(
  'referral.deadline-status',
  `SELECT coalesce(d.subject_id, e.referral_id) AS "referralId", coalesce(d.kind, e.kind) AS kind,
     d.state AS "openState", d.due_at AS "openDueAt", e.turns
   FROM (SELECT DISTINCT ON (subject_id, kind) subject_id, kind, state, due_at FROM deadlines
         WHERE subject_id = ANY($1::uuid[]) AND ended_at IS NULL ORDER BY subject_id, kind, level) d
   FULL JOIN (SELECT x.referral_id, x.kind, json_agg(json_build_object('level', x.level, 'target', x.target,
           'institutionName', i.short_name, 'staffName', s.name, 'isGap', x.is_gap, 'dueAt', x.due_at,
           'escalatedAt', x.escalated_at) ORDER BY x.level, x.position) AS turns
         FROM referral_escalations x JOIN institutions i ON i.id = x.institution_id
         LEFT JOIN staff s ON s.id = x.staff_id
         WHERE x.referral_id = ANY($1::uuid[]) AND x.ended_at IS NULL GROUP BY x.referral_id, x.kind) e
     ON e.referral_id = d.subject_id AND e.kind = d.kind
   ORDER BY kind`,
);

/** The time limits of a page of referrals. Whoever sees a referral sees them. */
@Injectable()
export class DeadlineStatusReader extends BatchReader<string, readonly DeadlineStatus[]> {
  constructor(private readonly database: Database) {
    super();
  }

  async readMany(_actor: ActorContext, ids: readonly string[]): Promise<(readonly DeadlineStatus[])[]> {
    const rows = await this.database.query<Row & object>(STATUS, [ids]);
    const byId = Map.groupBy(rows, ({ referralId }) => referralId);
    return ids.map((id) => (byId.get(id) ?? []).map(statusOf));
  }
}

function statusOf({ kind, openState, openDueAt, turns }: Row): DeadlineStatus {
  const escalations = (turns ?? []).map(({ escalatedAt, ...turn }) => ({
    ...turn,
    escalatedAt: new Date(escalatedAt),
  }));
  const last = turns?.at(-1);
  const level = last?.level ?? 0;
  return {
    kind,
    level,
    // Level 0 has called somebody before the limit has passed.
    state: level > 0 || openState === null ? 'OVERDUE' : openState,
    dueAt: openState === null && last ? new Date(last.dueAt) : openDueAt,
    assignee: escalations.findLast(({ isGap }) => !isGap) ?? null,
    escalations,
  };
}
