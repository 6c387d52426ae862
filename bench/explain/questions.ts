import type { Client } from 'pg';
import { NODE, WORK_LISTS } from '../county/work-list.js';

/** What somebody asks of the product. */
export interface Question {
  readonly loginName: string;
  readonly query: string;
}

/** Rows of the county that questions are about. */
interface Sample {
  readonly referralId: string;
  readonly patientId: string;
  readonly referralNo: string;
  readonly departmentId: string;
  readonly institutionId: string;
  readonly staffId: string;
  /** Doctors of the departments that receive most and least, and whoever has most follow-ups to do. */
  readonly busiest: string;
  readonly idlest: string;
  readonly followsUp: string;
}

/** An old referral of the department that receives most, with people and places around it. */
const SAMPLE = `
  WITH loaded AS (
    SELECT d.id, d.institution_id, (SELECT a.login_name FROM accounts a JOIN role_assignments r ON r.staff_id = a.staff_id
      WHERE r.department_id = d.id AND r.role = 'COUNTY_DOCTOR' ORDER BY a.login_name LIMIT 1) AS login, c.count
    FROM departments d JOIN LATERAL (SELECT count(*) FROM referrals WHERE to_department_id = d.id) c ON true
    WHERE c.count > 0), doctors AS (SELECT * FROM loaded WHERE login IS NOT NULL)
  SELECT r.id AS "referralId", r.patient_id AS "patientId", r.referral_no AS "referralNo",
    r.to_department_id AS "departmentId", r.from_institution_id AS "institutionId", r.author_staff_id AS "staffId",
    (SELECT login FROM doctors ORDER BY count DESC LIMIT 1) AS busiest,
    (SELECT login FROM doctors ORDER BY count LIMIT 1) AS idlest,
    (SELECT a.login_name FROM follow_up_tasks t JOIN accounts a ON a.staff_id = t.doctor_staff_id WHERE t.state = 'OPEN'
      GROUP BY a.login_name ORDER BY count(*) DESC LIMIT 1) AS "followsUp"
  FROM referrals r WHERE r.direction = 'UP' AND r.to_department_id = (SELECT id FROM doctors ORDER BY count DESC LIMIT 1)
    AND r.state = 'PENDING_ACCEPTANCE'
  ORDER BY r.id LIMIT 1`;

const DETAIL = `closingNodes { node occurredAt } permittedActions { action permitted } greenChannel { channel }
  deadlineStatus { kind state } routingChoice { chosenRank } advice events { action } followUps { id }
  contactAttempts { note } children { id } answeredBy { id } arrangement { code clinicSessionId } outcome { feedback }
  emergency { consciousness } onward { id } parent { id } answers { id } attachments { id } informationExchange { action }`;

const asked = (loginName: string, ...queries: readonly string[]): Question[] =>
  queries.map((query) => ({ loginName, query }));
const nodes = (list: string, fields = 'id'): string => `{ ${list} { nodes { ${fields} } pageInfo { endCursor } } }`;

/** Everything that grows with the years, as those who work with it ask for it. */
export async function questionsOf(client: Client): Promise<Question[]> {
  const { rows } = await client.query<Sample>(SAMPLE);
  const sample = rows[0]!;
  return [
    ...[sample.busiest, sample.idlest, 'referral-coordinator'].flatMap((login) => asked(login, ...boxes('RECEIVED'))),
    ...['township-doctor', 'township-head', 'dept-head'].flatMap((login) => asked(login, ...boxes('SENT'))),
    ...WORK_LISTS.flatMap(([login, lists]) => asked(login, ...lists.flatMap(workListsOf), COUNTS)),
    ...asked('referral-coordinator', ...details(sample), ...capacity(sample)),
    ...asked('township-doctor', ...inbox, ...patients, ...routing),
    ...asked(sample.followsUp, ...followUps),
    ...asked('village-doctor', ...followUps, nodes('patients(first: 20)')),
    ...asked('county-doctor', ...patients),
    ...asked('auditor', ...trail(sample), `{ referralEventLog(id: "${sample.referralId}") { action staffName } }`),
    ...asked(
      'referral-coordinator',
      nodes('callTasks(first: 20)'),
      nodes(`patientAccessLog(patientId: "${sample.patientId}", first: 20)`),
    ),
    ...asked('system-admin', '{ noticeDeliveries(first: 20) { nodes { id } } }', nodes('deadLetters(first: 20)')),
  ];
}

const boxes = (box: string): string[] => [
  nodes(`referrals(box: ${box}, openOnly: true)`),
  nodes(`referrals(box: ${box})`),
  nodes(`referrals(box: ${box}, states: [ARRANGED])`),
  nodes(`referrals(box: ${box}, states: [RETURNED_WITH_ADVICE])`),
  `{ referrals(box: ${box}) { totalCount } }`,
];

const COUNTS = '{ referralWorkListCounts { list count } }';
const workListsOf = (list: string): string[] => [
  nodes(`referralWorkList(list: ${list})`, NODE),
  nodes(`referralWorkList(list: ${list}, sort: LAST_DUE)`),
  `{ referralWorkList(list: ${list}) { totalCount } }`,
];

const details = ({ referralId, referralNo }: Sample): string[] => [
  nodes('referralWorkList(list: TO_ARRANGE)', `${NODE} ${DETAIL}`),
  nodes(`referralWorkList(list: TO_ARRANGE, filter: { referralNo: "${referralNo}" })`),
  `{ referral(id: "${referralId}") { ${NODE} ${DETAIL} } }`,
];

const capacity = ({ departmentId }: Sample): string[] => {
  const days = `fromDay: "${dayFromNow(-3)}", toDay: "${dayFromNow(11)}"`;
  const session = 'id free taken';
  return [
    `{ clinicSessions(${days}) { ${session} } }`,
    `{ clinicSessions(${days}, departmentId: "${departmentId}") { ${session} } }`,
    `{ freeClinicSessions(departmentId: "${departmentId}") { ${session} } }`,
    '{ bedPools { id free } }',
    `{ clinicClosures(departmentId: "${departmentId}") { id affected { subjectId } } }`,
  ];
};

const inbox = [
  nodes('myNotices(first: 20)'),
  nodes('myNotices(first: 20, unread: true)'),
  nodes('myNotices(first: 20, domain: REFERRAL)'),
  nodes('myNotices(first: 20, unacknowledged: true, domain: CONSULTATION)'),
  '{ myNotices { totalCount } }',
  '{ myNoticeCounts { byDomain { domain unread } } }',
];

const followUps = [
  nodes('myFollowUps(due: ALL)'),
  nodes('myFollowUps(due: OVERDUE)'),
  '{ myFollowUps(due: ALL) { totalCount } }',
];

const patients = [
  nodes('patients(first: 20)', 'id consents { id } contracts { id }'),
  nodes('patients(nameStartsWith: "王伟")'),
  nodes('patients(nameStartsWith: "王")'),
  nodes('patients(nameStartsWith: "zhangwei")'),
  nodes('patients(nameStartsWith: "张w")'),
  nodes('patients(nameStartsWith: "zw")'),
  nodes('patients(phone: "13800000001")'),
  nodes('patients(idNumber: "11010519491231002X")'),
];

const routing = ['{ routingSuggestions(input: { diagnosisCodes: ["I20.0"] }) { candidates { score } } }'];

const trail = ({ patientId, referralId, institutionId, staffId }: Sample): string[] => [
  nodes('auditEntries(first: 20)'),
  ...[
    `patientId: "${patientId}"`,
    `objectId: "${referralId}"`,
    `institutionId: "${institutionId}"`,
    `staffId: "${staffId}"`,
    `institutionId: "${institutionId}", action: "session.signed-in"`,
    'action: "referral.submitted"',
    'result: REFUSED',
  ].map((filter) => nodes(`auditEntries(${filter}, from: "${dayFromNow(-365)}T00:00:00Z")`)),
];

/** `2026-03-04` */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
