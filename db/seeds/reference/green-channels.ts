import type { Client } from 'pg';

interface Rule {
  /** Beginnings of ICD-10 codes, separated by blanks. */
  readonly codes: string;
  readonly priority: 'I' | 'II';
  readonly maximum_age?: number;
  readonly pregnant?: boolean;
}

interface Channel {
  readonly rules: readonly Rule[];
  /** In order; `node ≤ minutes from node`. */
  readonly nodes: readonly string[];
}

const BEFORE = ['REFERRAL_STARTED', 'DEPARTURE ≤ 30 FIRST_MEDICAL_CONTACT', 'ARRIVAL'];
const CHILD = 14;

/** Which diagnoses lead to which channel, and the nodes of its timeline: defaults that an alliance changes to its own. */
const channels: Readonly<Record<string, Channel>> = {
  CHEST_PAIN: {
    rules: [
      { codes: 'I21 I22 I26 I71.0 I46', priority: 'I' },
      { codes: 'I20.0 I24 R07.2 R07.4', priority: 'II' },
    ],
    nodes: [
      'FIRST_MEDICAL_CONTACT',
      'FIRST_ECG ≤ 10 FIRST_MEDICAL_CONTACT',
      'ECG_RECEIVED',
      'ECG_READ ≤ 10 ECG_RECEIVED',
      ...BEFORE,
      'CATH_LAB ≤ 25 ARRIVAL',
      'NEEDLE ≤ 60 ARRIVAL',
    ],
  },
  STROKE: {
    rules: [
      { codes: 'I60 I61 I63 I64', priority: 'I' },
      { codes: 'G45 I62', priority: 'II' },
    ],
    nodes: ['FIRST_MEDICAL_CONTACT', ...BEFORE, 'CT ≤ 25 ARRIVAL', 'NEEDLE ≤ 60 ARRIVAL'],
  },
  TRAUMA: {
    rules: [
      { codes: 'S06.2 S06.3 S06.5 S06.6 S25 S26 S27 S35 S36 T06 T07 T79.4', priority: 'I' },
      { codes: 'S06 S12 S22.2 S32.7 S72 T02', priority: 'II' },
    ],
    nodes: ['FIRST_MEDICAL_CONTACT', ...BEFORE, 'CT ≤ 25 ARRIVAL', 'TREATMENT_STARTED'],
  },
  CRITICAL_MATERNAL: {
    rules: [
      { codes: 'O14.1 O14.2 O15 O44.1 O45 O67 O71.1 O72 O75.1 O88', priority: 'I' },
      { codes: 'O14 O42 O44 O60 O99.4', priority: 'II' },
      { codes: 'I46 I50 J96 A41 R57', priority: 'I', pregnant: true },
    ],
    nodes: ['FIRST_MEDICAL_CONTACT', ...BEFORE, 'TREATMENT_STARTED'],
  },
  CRITICAL_CHILD: {
    rules: [
      { codes: 'P21.0 P22 P36 P77 P91.6', priority: 'I', maximum_age: 0 },
      { codes: 'A41 G41 I46 J96 R40.2 R57 T75.1', priority: 'I', maximum_age: CHILD },
      { codes: 'J18 R56 G03', priority: 'II', maximum_age: CHILD },
    ],
    nodes: ['FIRST_MEDICAL_CONTACT', ...BEFORE, 'TREATMENT_STARTED'],
  },
};

/** Adds what is missing; a channel that an administrator has changed stays. */
export async function seedGreenChannels(owner: Client, effectiveFrom: string): Promise<void> {
  await owner.query(
    `INSERT INTO green_channel_rules (channel, diagnosis_prefix, effective_from, priority, maximum_age, pregnant)
     SELECT channel, prefix, $2, priority, maximum_age, pregnant
     FROM jsonb_to_recordset($1::jsonb)
       AS r(channel text, prefix text, priority text, maximum_age int, pregnant boolean)
     WHERE NOT EXISTS (SELECT 1 FROM green_channel_rules c WHERE c.channel = r.channel AND c.diagnosis_prefix = r.prefix)`,
    [JSON.stringify(ruleRows()), effectiveFrom],
  );
  await owner.query(
    `INSERT INTO green_channel_nodes (channel, node, effective_from, position, limit_minutes, limit_from)
     SELECT channel, node, $2, position, limit_minutes, limit_from
     FROM jsonb_to_recordset($1::jsonb)
       AS n(channel text, node text, position int, limit_minutes int, limit_from text)
     WHERE NOT EXISTS (SELECT 1 FROM green_channel_nodes c WHERE c.channel = n.channel AND c.node = n.node)`,
    [JSON.stringify(nodeRows()), effectiveFrom],
  );
}

function ruleRows(): object[] {
  return Object.entries(channels).flatMap(([channel, { rules }]) =>
    rules.flatMap(({ codes, ...rule }) => codes.split(' ').map((prefix) => ({ channel, prefix, ...rule }))),
  );
}

function nodeRows(): object[] {
  return Object.entries(channels).flatMap(([channel, { nodes }]) =>
    nodes.map((line, position) => {
      const [node, , minutes, from] = line.split(' ');
      return { channel, node, position, limit_minutes: minutes && Number(minutes), limit_from: from };
    }),
  );
}
