import { everybody, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

/** Deliveries that were given up: the work of the administrator of the system, whatever their institution. */
export function deliveryRows(scenery: Scenery): Table {
  const only = { own: outcomes('allowed', 'SYSTEM_ADMIN'), other: outcomes('allowed', 'SYSTEM_ADMIN') };
  const letter = async () => {
    const id = await scenery.deadLetter();
    return scenery.about(id, { id });
  };
  return {
    ...query('deadLetter', 'query($id: ID!) { deadLetter(id: $id) { id } }', { ...only, subject: letter }),
    ...query('deadLetters', '{ deadLetters(first: 100) { nodes { id } } }', {
      ...only,
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
      { ...only, subject: () => scenery.input(null, { consumer: 'permissions.nobody-else' }) },
      '',
    ),
  };
}

/** The work calendar of the alliance: open to everybody, kept by the administrator of the system. */
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
        other: outcomes('allowed', 'SYSTEM_ADMIN'),
        subject: () => {
          year += 1;
          return scenery.input(null, { year, holidays: [`${year}-01-01`], makeUpDays: [], expectedVersion: 0 });
        },
      },
      '{ version }',
    ),
  };
}
