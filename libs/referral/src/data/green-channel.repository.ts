import { Injectable } from '@nestjs/common';
import { Parameters, statement, type Queryable, type Transaction } from '#platform';
import type { ChannelRule, GreenChannel, NodePlan, NodeTime } from '../domain/green-channel.js';
import { GreenChannelTimeEntity } from './green-channel-time.entity.js';
import { GreenChannelEntity } from './green-channel.entity.js';
import { visibleTo } from './visibility.js';

const LOCK = statement('green-channel.lock', 'SELECT 1 FROM referral_green_channels WHERE referral_id = $1 FOR UPDATE');
const RULES = statement(
  'green-channel.rules',
  `SELECT channel, diagnosis_prefix AS "diagnosisPrefix", priority, minimum_age AS "minimumAge",
     maximum_age AS "maximumAge", pregnant
   FROM green_channel_rules WHERE effective_from <= $1 AND (effective_to IS NULL OR effective_to > $1)`,
);
const CENTRES = statement(
  'green-channel.centres',
  `SELECT c.channel, c.institution_id AS "institutionId", i.short_name AS "institutionName",
     c.department_id AS "departmentId", d.name AS "departmentName"
   FROM green_channel_centres c JOIN departments d ON d.id = c.department_id JOIN institutions i ON i.id = c.institution_id
   WHERE c.effective_from <= $1 AND (c.effective_to IS NULL OR c.effective_to > $1)`,
);

/** Nodes of the channel `g` as they counted when it was opened, in their order, as JSON. */
export const PLAN = `(SELECT coalesce(json_agg(json_build_object('node', n.node, 'limitMinutes', n.limit_minutes,
    'limitFrom', n.limit_from) ORDER BY n.position), '[]'::json)
  FROM green_channel_nodes n WHERE n.channel = g.channel AND n.effective_from <= g.opened_at
    AND (n.effective_to IS NULL OR n.effective_to > g.opened_at))`;

/** Where the patients of a channel go. */
export interface Centre {
  readonly channel: GreenChannel;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly departmentId: string;
  readonly departmentName: string;
}

export interface RecordedTime extends NodeTime {
  readonly id: string;
  readonly version: number;
}

/** A referral's timeline as its rules see it; without a plan where no channel has been opened. */
export interface OpenChannel {
  readonly referralVersion: number;
  readonly patientId: string;
  readonly plan: readonly NodePlan[] | null;
  readonly times: readonly RecordedTime[];
}

interface TimeRow extends Omit<RecordedTime, 'occurredAt'> {
  readonly occurredAt: string;
}

/** Reads the reference data of green channels, and writes those of referrals. */
@Injectable()
export class GreenChannelRepository {
  rules(on: Queryable, at: Date): Promise<ChannelRule[]> {
    return on.query<ChannelRule & object>(RULES, [at]);
  }

  centres(on: Queryable, at: Date): Promise<Centre[]> {
    return on.query<Centre & object>(CENTRES, [at]);
  }

  async open(tx: Transaction, channel: GreenChannelEntity): Promise<void> {
    await tx.manager.insert(GreenChannelEntity, channel);
  }

  /** The channel that a referral has; null without one. */
  async channelOf(tx: Transaction, referralId: string): Promise<GreenChannel | null> {
    const found = await tx.manager.findOneBy(GreenChannelEntity, { referralId });
    return found?.channel ?? null;
  }

  /** What was recorded on the way of one referral belongs to that of the other as well. */
  async copyTimes(tx: Transaction, fromId: string, toId: string): Promise<void> {
    const times = await tx.manager.findBy(GreenChannelTimeEntity, { referralId: fromId });
    if (times.length === 0) return;
    await tx.manager.insert(
      GreenChannelTimeEntity,
      times.map((time) => Object.assign(time, { id: tx.newId(), referralId: toId })),
    );
  }

  isOpen(tx: Transaction, referralId: string): Promise<boolean> {
    return tx.manager.existsBy(GreenChannelEntity, { referralId });
  }

  /** The timeline of a referral, which nobody else changes meanwhile; null where it does not exist for the actor. */
  async lock(tx: Transaction, referralId: string): Promise<OpenChannel | null> {
    const parameters = new Parameters();
    const sql = `SELECT r.patient_id AS "patientId", r.version AS "referralVersion", CASE WHEN g.referral_id IS NOT NULL THEN ${PLAN} END AS plan,
        (SELECT coalesce(json_agg(json_build_object('id', t.id, 'node', t.node, 'version', t.version,
           'occurredAt', t.occurred_at)), '[]'::json)
         FROM referral_green_channel_times t WHERE t.referral_id = r.id AND t.superseded_at IS NULL) AS times
      FROM referrals r LEFT JOIN referral_green_channels g ON g.referral_id = r.id
      WHERE r.id = ${parameters.add(referralId)} AND ${visibleTo(tx.actor, tx.now, parameters)}`;
    const [, [row]] = await Promise.all([
      tx.query(LOCK, [referralId]),
      tx.query<Omit<OpenChannel, 'times'> & { times: TimeRow[] }>(
        statement('green-channel.of-referral', sql),
        parameters.values,
      ),
    ]);
    if (!row) return null;
    return { ...row, times: row.times.map((time) => ({ ...time, occurredAt: new Date(time.occurredAt) })) };
  }

  async record(tx: Transaction, time: GreenChannelTimeEntity): Promise<void> {
    await tx.manager.insert(GreenChannelTimeEntity, time);
  }

  async supersede(tx: Transaction, id: string): Promise<void> {
    await tx.manager.update(GreenChannelTimeEntity, { id }, { supersededAt: tx.now });
  }
}
