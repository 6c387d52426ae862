import { everybody, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery, Variables } from './scenery.js';

/** Deliveries that were given up, here without an institution: they exist for the lead hospital's administrator alone. */
export function deliveryRows(scenery: Scenery): Table {
  const own = outcomes('allowed', 'SYSTEM_ADMIN');
  const only = { own, other: outcomes('NOT_FOUND', 'SYSTEM_ADMIN') };
  const letter = async () => {
    const id = await scenery.deadLetter();
    return scenery.about(id, { id });
  };
  return {
    ...query('deadLetter', 'query($id: ID!) { deadLetter(id: $id) { id } }', { ...only, subject: letter }),
    ...query('deadLetters', '{ deadLetters(first: 100) { nodes { id } } }', {
      own,
      other: outcomes('empty', 'SYSTEM_ADMIN'),
      subject: async () => scenery.about(await scenery.deadLetter(), {}),
    }),
    ...mutation(
      'resendDeadLetter',
      'ResendDeadLetterInput',
      {
        ...only,
        subject: async () => {
          const id = await scenery.deadLetter();
          return scenery.input(id, { id });
        },
      },
      '',
    ),
    ...mutation(
      'resendDeadLetters',
      'ResendDeadLettersInput',
      { own, other: own, subject: () => scenery.input(null, { consumer: 'permissions.nobody-else' }) },
      '',
    ),
  };
}

/** The work calendar of the alliance: open to everybody, kept by the lead hospital's administrator. */
export function workCalendarRows(scenery: Scenery): Table {
  const open = { own: everybody('allowed'), other: everybody('allowed') };
  let year = 2100;
  return {
    ...query('workCalendarYear', '{ workCalendarYear(year: 2026) { year } }', {
      ...open,
      subject: () => scenery.about(null, {}),
    }),
    ...mutation(
      'enterWorkCalendarYear',
      'EnterWorkCalendarYearInput',
      {
        own: outcomes('allowed', 'SYSTEM_ADMIN'),
        other: outcomes('FORBIDDEN LEAD_HOSPITAL', 'SYSTEM_ADMIN'),
        subject: () => {
          year += 1;
          return scenery.input(null, { year, holidays: [`${year}-01-01`], makeUpDays: [], expectedVersion: 0 });
        },
      },
      '{ version }',
    ),
  };
}

const ADMIN = outcomes('allowed', 'SYSTEM_ADMIN');
const expectedVersion = 0;

/** Changes of what counts for periods: made by the lead hospital's administrator alone. */
const changing = (scenery: Scenery, input: Variables) => ({
  own: ADMIN,
  other: outcomes('FORBIDDEN LEAD_HOSPITAL', 'SYSTEM_ADMIN'),
  subject: () => scenery.input(null, input),
});

/** There is no such entry. */
const ending = (scenery: Scenery, input: Variables) => ({
  ...changing(scenery, input),
  own: outcomes('NOT_FOUND', 'SYSTEM_ADMIN'),
});

/** Limits and reasons: read by administrators. */
export function referenceRows(scenery: Scenery): Table {
  const reading = { own: ADMIN, other: ADMIN, subject: () => scenery.about(null, {}) };
  const limit = { key: 'audit.export_range_days', value: 92, expectedVersion: 1 };
  const reason = { list: 'referral.reject', code: 'of_somebody', expectedVersion };
  const labels = { labelZh: '权限', labelEn: 'Permissions', commentIsMandatory: true, position: 99 };
  return {
    ...query('referenceSettings', '{ referenceSettings(prefix: "referral.") { key } }', reading),
    ...query('reasonLists', '{ reasonLists }', reading),
    ...query('reasonCodePeriods', '{ reasonCodePeriods(list: "referral.reject") { code } }', reading),
    ...query('greenChannelSetUp', '{ greenChannelSetUp { rules { channel } } }', reading),
    ...mutation('changeReferenceSetting', 'ChangeReferenceSettingInput', changing(scenery, limit), '{ key }'),
    ...mutation('endReasonCode', 'EndReasonCodeInput', ending(scenery, { ...reason, code: 'of_nobody' }), '{ code }'),
    ...mutation('changeReasonCode', 'ChangeReasonCodeInput', changing(scenery, { ...reason, ...labels }), '{ code }'),
  };
}

const change = (act: string, given: Parameters<typeof mutation>[2], fields: string): Table =>
  mutation(act, `${act[0]!.toUpperCase()}${act.slice(1)}Input`, given, fields);

/** Where green channels lead, and for whom. */
export function greenChannelReferenceRows(scenery: Scenery): Table {
  const rule = { channel: 'TRAUMA', diagnosisPrefix: 'Z99', expectedVersion };
  const node = { channel: 'TRAUMA', node: 'NEEDLE', position: 9, expectedVersion };
  const centre = { channel: 'TRAUMA', departmentId: scenery.department, expectedVersion };
  return {
    ...change('endGreenChannelRule', ending(scenery, { ...rule, diagnosisPrefix: 'Z98' }), '{ rules { channel } }'),
    ...change('changeGreenChannelRule', changing(scenery, { ...rule, priority: 'II' }), '{ rules { channel } }'),
    ...change('changeGreenChannelNode', changing(scenery, node), '{ nodes { channel } }'),
    ...change('changeGreenChannelCentre', changing(scenery, centre), '{ centres { channel } }'),
  };
}
