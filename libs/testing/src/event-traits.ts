import type { TestApp } from './test-app.js';

/** What never changes about something, and which entries need not say. */
export interface Traits {
  readonly exams: ReadonlyMap<string, { domain: string; groupCode: string; urgency: string }>;
  readonly reports: ReadonlyMap<string, { examId: string; kind: string }>;
  readonly labKinds: ReadonlyMap<string, string>;
  readonly encounters: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, string>;
  readonly townships: readonly string[];
}

/** The traits of all that there is. */
export async function traitsOf(app: TestApp): Promise<Traits> {
  const read = async <T>(sql: string): Promise<Map<string, T>> => {
    const rows = await app.asOwner<{ id: string; trait: T }>(sql);
    return new Map(rows.map(({ id, trait }) => [id, trait]));
  };
  const townships = await read<string>(
    `SELECT id, id AS trait FROM institutions WHERE kind = 'TOWNSHIP_CENTER' AND active`,
  );
  return {
    exams: await read(
      `SELECT id, jsonb_build_object('domain', domain, 'groupCode', group_code, 'urgency', urgency) AS trait FROM exams`,
    ),
    reports: await read(`SELECT id, jsonb_build_object('examId', exam_id, 'kind', kind) AS trait FROM imaging_reports`),
    labKinds: await read('SELECT id, kind AS trait FROM lab_reports'),
    encounters: await read('SELECT id, encounter AS trait FROM critical_values'),
    items: await read('SELECT id, order_id AS trait FROM exam_order_items'),
    townships: [...townships.keys()],
  };
}
