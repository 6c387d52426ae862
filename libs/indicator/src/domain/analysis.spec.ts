import { analysisOf } from './analysis.js';

const part = (code: string, name: string, numerator: number | null, denominator = 20) => ({
  code,
  part: name,
  numerator,
  denominator,
});

test('the list of the meeting goes topic by topic, what came most often first', () => {
  const lines = analysisOf([
    part('REF-07', 'ALL', 5),
    part('REF-07', 'STAGE.referral.claim', 2),
    part('REF-07', 'STAGE.expire', 3),
    part('REF-08', 'ALL', 4),
    part('REF-08', 'UP.out_of_scope', 1),
    part('REF-08', 'DOCTOR.on_leave', 3),
    part('REF-08', 'RETURNED_BY_SENDER.incomplete_info', 2),
    part('REF-08', 'ADVICE', 1),
    part('REF-DL', 'NO_SHOW.closeByAgreement', 1),
    part('REF-04', 'P50', null),
  ]);
  expect(lines.map(({ topic, where, why, count }) => [topic, where, why, count])).toEqual([
    ['RETURN', 'RETURNED_BY_SENDER', 'incomplete_info', 2],
    ['REFUSAL', 'DOCTOR', 'on_leave', 3],
    ['REFUSAL', 'UP', 'out_of_scope', 1],
    ['OVERDUE', 'expire', null, 3],
    ['OVERDUE', 'referral.claim', null, 2],
    ['DIED', 'NO_SHOW', 'closeByAgreement', 1],
  ]);
  expect(lines.map(({ reasons }) => reasons)).toEqual([
    'referral.return.internal',
    'referral.down-doctor',
    'referral.reject',
    null,
    null,
    null,
  ]);
});

test('what did not happen is no line', () => {
  expect(analysisOf([part('REF-08', 'UP.out_of_scope', 0), part('REF-07', 'ALL', 0)])).toEqual([]);
});
