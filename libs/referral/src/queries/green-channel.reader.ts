import { Injectable } from '@nestjs/common';
import type { DutyFunction } from '#duty';
import { BatchReader, Database, statement, type ActorContext } from '#platform';
import { PLAN } from '../data/green-channel.repository.js';
import {
  timelineOf,
  type GreenChannel,
  type GreenChannelNode,
  type NodePlan,
  type TimelineEntry,
} from '../domain/green-channel.js';

/** A time as it was recorded or corrected. */
export interface TimeVersion {
  readonly version: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly recordedAtInstitution: string;
  readonly reasonCode: string | null;
  readonly comment: string | null;
}

export interface TimelineNode extends TimelineEntry {
  /** What was recorded and corrected, the newest first: the first one counts. */
  readonly versions: readonly TimeVersion[];
}

export interface ReferralGreenChannelView {
  readonly channel: GreenChannel;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly toldDepartment: string;
  readonly toldFunction: DutyFunction | null;
  readonly toldStaff: string | null;
  readonly dutyGaps: readonly DutyFunction[];
  readonly nodes: readonly TimelineNode[];
}

type Json<T> = { readonly [K in keyof T]: Date extends T[K] ? string : T[K] };
type VersionRow = Json<TimeVersion> & { readonly node: GreenChannelNode };
type Row = Omit<ReferralGreenChannelView, 'nodes'> & {
  readonly referralId: string;
  readonly plan: readonly NodePlan[];
  readonly versions: readonly VersionRow[];
};

const CHANNELS = statement(
  'green-channel.of-referrals',
  `SELECT g.referral_id AS "referralId", g.channel, g.opened_at AS "openedAt", o.name AS "openedBy",
     d.name AS "toldDepartment", g.told_function AS "toldFunction", s.name AS "toldStaff", g.duty_gaps AS "dutyGaps",
     ${PLAN} AS plan,
     (SELECT coalesce(json_agg(json_build_object('node', t.node, 'version', t.version, 'occurredAt', t.occurred_at,
        'recordedAt', t.recorded_at, 'recordedBy', b.name, 'recordedAtInstitution', i.short_name,
        'reasonCode', t.reason_code, 'comment', t.comment) ORDER BY t.version DESC), '[]'::json)
      FROM referral_green_channel_times t JOIN staff b ON b.id = t.recorded_by_staff_id
      JOIN institutions i ON i.id = t.recorded_institution_id WHERE t.referral_id = g.referral_id) AS versions
   FROM referral_green_channels g JOIN staff o ON o.id = g.opened_by_staff_id
   JOIN departments d ON d.id = g.told_department_id LEFT JOIN staff s ON s.id = g.told_staff_id
   WHERE g.referral_id = ANY($1::uuid[])`,
);

/** The green channels of a page of referrals, with their timelines. Whoever sees a referral sees its channel. */
@Injectable()
export class GreenChannelReader extends BatchReader<string, ReferralGreenChannelView> {
  constructor(private readonly database: Database) {
    super();
  }

  async readMany(_actor: ActorContext, ids: readonly string[]): Promise<(ReferralGreenChannelView | null)[]> {
    const rows = await this.database.query<Row & object>(CHANNELS, [ids]);
    const byId = new Map(rows.map((row) => [row.referralId, viewOf(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}

function viewOf({ plan, versions, ...channel }: Row): ReferralGreenChannelView {
  const byNode = Map.groupBy(versions, ({ node }) => node);
  const times = [...byNode].map(([node, [current]]) => ({ node, occurredAt: new Date(current!.occurredAt) }));
  const nodes = timelineOf(plan, times).map((entry) => ({
    ...entry,
    versions: (byNode.get(entry.node) ?? []).map((version) => ({
      ...version,
      occurredAt: new Date(version.occurredAt),
      recordedAt: new Date(version.recordedAt),
    })),
  }));
  return { ...channel, nodes };
}
