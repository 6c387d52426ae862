import { nextTurns, type CriticalValueTarget } from './escalation.js';

const PEOPLE: Readonly<Record<CriticalValueTarget, readonly string[]>> = {
  ORDERING_DOCTOR: ['li'],
  DUTY_DOCTOR: ['wang'],
  HEAD: ['zhao'],
  CENTRE: ['sun', 'zhou'],
  GENERAL_DUTY: ['wu'],
};

async function turns(
  passed: readonly CriticalValueTarget[],
  changes: Partial<typeof PEOPLE> = {},
  staffIds: readonly string[] = [],
): Promise<string[]> {
  const found = await nextTurns({ targets: passed, staffIds }, (target) =>
    Promise.resolve({ target, institutionId: 'north', staffIds: { ...PEOPLE, ...changes }[target] }),
  );
  return found.map(({ target }) => target);
}

describe('the chain of a critical value', () => {
  it('begins with whoever ordered, and goes one further each time', async () => {
    expect(await turns([])).toEqual(['ORDERING_DOCTOR']);
    expect(await turns(['ORDERING_DOCTOR'])).toEqual(['DUTY_DOCTOR']);
    expect(await turns(['ORDERING_DOCTOR', 'DUTY_DOCTOR', 'HEAD'])).toEqual(['CENTRE']);
  });

  it('passes gaps at once, and shows them', async () => {
    expect(await turns(['ORDERING_DOCTOR'], { DUTY_DOCTOR: [] })).toEqual(['DUTY_DOCTOR', 'HEAD']);
    expect(await turns([], { ORDERING_DOCTOR: [], DUTY_DOCTOR: [] })).toEqual([
      'ORDERING_DOCTOR',
      'DUTY_DOCTOR',
      'HEAD',
    ]);
  });

  it('passes whoever has been told already', async () => {
    expect(await turns(['ORDERING_DOCTOR'], { DUTY_DOCTOR: ['li'] }, ['li'])).toEqual(['DUTY_DOCTOR', 'HEAD']);
  });

  it('ends with the general duty officer', async () => {
    const all = ['ORDERING_DOCTOR', 'DUTY_DOCTOR', 'HEAD', 'CENTRE', 'GENERAL_DUTY'] as const;
    expect(await turns(all)).toEqual([]);
    expect(await turns(all.slice(0, 4), { GENERAL_DUTY: [] })).toEqual(['GENERAL_DUTY']);
  });
});
