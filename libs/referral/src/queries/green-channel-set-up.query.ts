import { Injectable } from '@nestjs/common';
import { Database, statement, versionSql } from '#platform';
import type { GreenChannel, GreenChannelNode } from '../domain/green-channel.js';

interface Period {
  readonly channel: GreenChannel;
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly version: number;
}

export interface CentrePeriod extends Period {
  readonly departmentId: string;
  readonly institutionName: string;
  readonly departmentName: string;
}

export interface NodePeriod extends Period {
  readonly node: GreenChannelNode;
  readonly position: number;
  readonly limitMinutes: number | null;
  readonly limitFrom: GreenChannelNode | null;
}

export interface RulePeriod extends Period {
  readonly diagnosisPrefix: string;
  readonly priority: 'I' | 'II';
  readonly minimumAge: number | null;
  readonly maximumAge: number | null;
  readonly pregnant: boolean | null;
}

const PERIOD = 'c.channel, c.effective_from AS "effectiveFrom", c.effective_to AS "effectiveTo"';
const CENTRES = statement(
  'green-channel.centre-periods',
  `SELECT ${PERIOD}, ${versionSql('green_channel_centres', ['channel'], 'c')} AS version,
     c.department_id AS "departmentId", i.name AS "institutionName", d.name AS "departmentName"
   FROM green_channel_centres c JOIN departments d ON d.id = c.department_id JOIN institutions i ON i.id = c.institution_id
   ORDER BY c.channel, c.effective_from DESC`,
);
const NODES = statement(
  'green-channel.node-periods',
  `SELECT ${PERIOD}, ${versionSql('green_channel_nodes', ['channel', 'node'], 'c')} AS version,
     c.node, c.position, c.limit_minutes AS "limitMinutes", c.limit_from AS "limitFrom"
   FROM green_channel_nodes c ORDER BY c.channel, c.position, c.effective_from DESC`,
);
const RULES = statement(
  'green-channel.rule-periods',
  `SELECT ${PERIOD}, ${versionSql('green_channel_rules', ['channel', 'diagnosis_prefix'], 'c')} AS version,
     c.diagnosis_prefix AS "diagnosisPrefix", c.priority, c.minimum_age AS "minimumAge", c.maximum_age AS "maximumAge",
     c.pregnant
   FROM green_channel_rules c ORDER BY c.channel, c.diagnosis_prefix, c.effective_from DESC`,
);

/** The reference data of green channels with all its periods. */
@Injectable()
export class GreenChannelSetUpQuery {
  constructor(private readonly database: Database) {}

  async get(): Promise<{ centres: CentrePeriod[]; nodes: NodePeriod[]; rules: RulePeriod[] }> {
    const [centres, nodes, rules] = await Promise.all([
      this.database.query<CentrePeriod & Record<string, unknown>>(CENTRES, []),
      this.database.query<NodePeriod & Record<string, unknown>>(NODES, []),
      this.database.query<RulePeriod & Record<string, unknown>>(RULES, []),
    ]);
    return { centres, nodes, rules };
  }
}
