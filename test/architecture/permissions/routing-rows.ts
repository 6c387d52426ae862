import type { Role } from '#identity';
import { START, type Person } from '#testing';
import { change, key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const DOCTORS: Role[] = ['COUNTY_DOCTOR', 'DEPT_HEAD'];
const THERE: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', ...DOCTORS, 'REFERRAL_COORDINATOR'];

/** Where patients can go: suggestions are about somebody whom the caller may see. */
export function routingRows(scenery: Scenery): Table {
  return {
    ...query(
      'routingSuggestions',
      'query($input: RoutingSuggestionsInput!) { routingSuggestions(input: $input) { at } }',
      {
        subject: async (by) => {
          const { id } = await scenery.draft(by);
          return scenery.input(id, { referralId: id });
        },
        own: outcomes('allowed', 'TOWNSHIP_DOCTOR'),
        other: outcomes('NOT_FOUND', 'TOWNSHIP_DOCTOR'),
      },
    ),
    ...query(
      'downRoutingSuggestions',
      'query($input: DownRoutingSuggestionsInput!) { downRoutingSuggestions(input: $input) { at } }',
      {
        subject: async () => {
          const { id } = await scenery.patient();
          return scenery.input(id, { patientId: id });
        },
        own: outcomes('allowed', ...DOCTORS),
        other: outcomes('NOT_FOUND', ...DOCTORS),
      },
    ),
  };
}

/** Green channels: opened and timed by whoever is there, on either side. */
export function greenChannelRows(scenery: Scenery): Table {
  const node = 'FIRST_MEDICAL_CONTACT';
  const time = { node, occurredAt: START.toISOString() };
  const coordinator = scenery.world.person('coordinator');
  const opened = async (by: Person): Promise<string> => {
    const { id, version } = await scenery.submitted(by);
    await coordinator.asks('mutation($input: OpenGreenChannelInput!) { openGreenChannel(input: $input) { id } }', {
      input: { id, expectedVersion: version, channel: 'CHEST_PAIN' },
    });
    return id;
  };
  return {
    ...query('greenChannelFor', 'query($input: GreenChannelForInput!) { greenChannelFor(input: $input) { channel } }', {
      subject: () => scenery.input(null, { diagnosisCodes: ['I21.0'] }),
      own: outcomes('allowed', ...THERE),
      other: outcomes('allowed', ...THERE),
    }),
    // A head opens one while reviewing; what has been sent is the author's and the receiver's.
    ...mutation('openGreenChannel', 'OpenGreenChannelInput', {
      subject: async (by) => scenery.change(await scenery.submitted(by), { channel: 'CHEST_PAIN' }),
      own: { ...outcomes('allowed', ...THERE), TOWNSHIP_HEAD: 'TRANSITION_REFUSED WHO' },
      other: outcomes('NOT_FOUND', ...THERE),
    }),
    ...change('recordGreenChannelTime', 'RecordGreenChannelTimeInput', THERE, async (by) => {
      const referralId = await opened(by);
      return scenery.input(referralId, { ...key(), referralId, ...time });
    }),
    ...change('correctGreenChannelTime', 'CorrectGreenChannelTimeInput', THERE, async (by) => {
      const referralId = await opened(by);
      await coordinator.asks(
        'mutation($input: RecordGreenChannelTimeInput!) { recordGreenChannelTime(input: $input) { id } }',
        { input: { ...key(), referralId, ...time } },
      );
      const correction = { expectedVersion: 1, reasonCode: 'typing_error' };
      return scenery.input(referralId, { ...key(), referralId, ...time, ...correction });
    }),
  };
}
