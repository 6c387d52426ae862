import { everybody, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

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

/** Reference data of the alliance: read and kept by administrators, changed by the lead hospital's alone. */
export function referenceRows(scenery: Scenery): Table {
  const admin = outcomes('allowed', 'SYSTEM_ADMIN');
  const elsewhere = outcomes('FORBIDDEN LEAD_HOSPITAL', 'SYSTEM_ADMIN');
  const reading = { own: admin, other: admin, subject: () => scenery.about(null, {}) };
  const changing = (input: object) => ({
    own: admin,
    other: elsewhere,
    subject: () => scenery.input(null, { ...input }),
  });
  // There is no such entry.
  const ending = (input: object) => ({ ...changing(input), own: outcomes('NOT_FOUND', 'SYSTEM_ADMIN') });
  const expectedVersion = 0;
  const reason = { list: 'referral.reject', code: 'of_somebody', expectedVersion };
  const rule = { channel: 'TRAUMA', diagnosisPrefix: 'Z99', expectedVersion };
  return {
    ...query('referenceSettings', '{ referenceSettings(prefix: "referral.") { key } }', reading),
    ...query('reasonLists', '{ reasonLists }', reading),
    ...query('reasonCodePeriods', '{ reasonCodePeriods(list: "referral.reject") { code } }', reading),
    ...query('greenChannelSetUp', '{ greenChannelSetUp { rules { channel } } }', reading),
    ...mutation(
      'changeReferenceSetting',
      'ChangeReferenceSettingInput',
      changing({ key: 'audit.export_range_days', value: 92, expectedVersion: 1 }),
      '{ key }',
    ),
    ...mutation('endReasonCode', 'EndReasonCodeInput', ending({ ...reason, code: 'of_nobody' }), '{ code }'),
    ...mutation(
      'changeReasonCode',
      'ChangeReasonCodeInput',
      changing({ ...reason, labelZh: '权限', labelEn: 'Permissions', commentIsMandatory: true, position: 99 }),
      '{ code }',
    ),
    ...mutation(
      'endGreenChannelRule',
      'EndGreenChannelRuleInput',
      ending({ ...rule, diagnosisPrefix: 'Z98' }),
      '{ rules { channel } }',
    ),
    ...mutation(
      'changeGreenChannelRule',
      'ChangeGreenChannelRuleInput',
      changing({ ...rule, priority: 'II' }),
      '{ rules { channel } }',
    ),
    ...mutation(
      'changeGreenChannelNode',
      'ChangeGreenChannelNodeInput',
      changing({ channel: 'TRAUMA', node: 'NEEDLE', position: 9, expectedVersion }),
      '{ nodes { channel } }',
    ),
    ...mutation(
      'changeGreenChannelCentre',
      'ChangeGreenChannelCentreInput',
      changing({ channel: 'TRAUMA', departmentId: scenery.department, expectedVersion }),
      '{ centres { channel } }',
    ),
  };
}
