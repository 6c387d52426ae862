import { addDays } from '#kernel';
import { matchReport, matchReports, type Item, type KnownReport, type WantedItem } from './matching.js';

const TODAY = '2026-03-04';
const laboratory: Item = {
  code: 'CBC',
  modality: null,
  bodyPart: null,
  contrast: null,
  panelMembers: [],
  priceCents: 2_000,
  recognitionScope: 'CITY',
  windowDays: 7,
  windowUnlimited: false,
  neverRecognisedReason: null,
};
const panel: Item = { ...laboratory, code: 'LIVER', panelMembers: ['ALT', 'AST', 'TBIL'] };
const ct: Item = {
  ...laboratory,
  code: 'CT-HEAD',
  modality: 'CT',
  bodyPart: 'HEAD',
  contrast: 'PLAIN',
  windowDays: 90,
};

const qualified = { scope: 'PROVINCE', validFrom: '2026-01-01', validTo: '2026-12-31' } as const;
const report = (changes: Partial<KnownReport> = {}): KnownReport => ({
  id: 'r',
  patientId: 'p',
  item: laboratory,
  publishedOn: addDays(TODAY, -3),
  qualifications: [qualified],
  ...changes,
});
const wanted = (changes: Partial<WantedItem> = {}): WantedItem => ({
  patientId: 'p',
  item: laboratory,
  today: TODAY,
  distance: 'ALLIANCE',
  ...changes,
});

function outcome(want: Partial<WantedItem>, have: Partial<KnownReport>): string | null {
  const match = matchReport(wanted(want), report(have));
  return match && (match.kind === 'CANDIDATE' ? 'CANDIDATE' : match.because);
}

describe('a report', () => {
  it('takes the place of the same item, and says how old it is and what it saves', () => {
    expect(matchReport(wanted(), report())).toEqual({
      kind: 'CANDIDATE',
      reportId: 'r',
      daysOld: 3,
      savedCents: 2_000,
    });
  });

  it.each([
    [0, 'CANDIDATE'],
    [-7, 'CANDIDATE'],
    [-8, 'OUTSIDE_WINDOW'],
    [1, 'NOT_PUBLISHED'],
  ])('counts until the last day of the window: %d days from today it is %s', (days, expected) => {
    expect(outcome({}, { publishedOn: addDays(TODAY, days) })).toBe(expected);
  });

  it('counts for ever where the item says so', () => {
    const item = { ...laboratory, windowUnlimited: true, windowDays: null };
    expect(
      outcome({ item }, { publishedOn: '2001-01-01', qualifications: [{ ...qualified, validFrom: '2000-01-01' }] }),
    ).toBe('CANDIDATE');
  });

  it.each([
    [{ publishedOn: null }, 'NOT_PUBLISHED'],
    [{ qualifications: [] }, 'NOT_QUALIFIED'],
    [{ qualifications: [{ ...qualified, validTo: addDays(TODAY, -4) }] }, 'NOT_QUALIFIED'],
    [{ qualifications: [{ ...qualified, validTo: addDays(TODAY, -3) }] }, 'CANDIDATE'],
    [{ qualifications: [{ ...qualified, validFrom: addDays(TODAY, -2) }] }, 'NOT_QUALIFIED'],
  ])('needs a qualification that counted on the day it was published: %j is %s', (have, expected) => {
    expect(outcome({}, have)).toBe(expected);
  });

  it('is recognised as far as both the item and the qualification reach', () => {
    expect(outcome({ distance: 'CITY' }, {})).toBe('CANDIDATE');
    expect(outcome({ distance: 'PROVINCE' }, {})).toBe('OUTSIDE_SCOPE');
    expect(outcome({ distance: 'CITY' }, { qualifications: [{ ...qualified, scope: 'ALLIANCE' }] })).toBe(
      'OUTSIDE_SCOPE',
    );
  });

  it('is never recognised for what stands on the negative list', () => {
    expect(outcome({ item: { ...laboratory, neverRecognisedReason: '急诊' } }, {})).toBe('NEGATIVE_LIST');
    expect(outcome({ item: { ...laboratory, recognitionScope: 'NONE' } }, {})).toBe('NEGATIVE_LIST');
  });

  it('of a panel stands for its items and for smaller panels, never the other way round', () => {
    const alt = { ...laboratory, code: 'ALT' };
    expect(outcome({ item: alt }, { item: panel })).toBe('CANDIDATE');
    expect(outcome({ item: { ...panel, code: 'SMALL', panelMembers: ['ALT', 'AST'] } }, { item: panel })).toBe(
      'CANDIDATE',
    );
    expect(outcome({ item: panel }, { item: alt })).toBeNull();
    expect(outcome({ item: { ...panel, code: 'LARGE', panelMembers: ['ALT', 'GGT'] } }, { item: panel })).toBeNull();
  });

  it('of CT needs the same body part and the same contrast', () => {
    const enhanced = { ...ct, code: 'CT-HEAD-C', contrast: 'ENHANCED' as const };
    expect(outcome({ item: ct }, { item: { ...ct, code: 'CT-HEAD-2' } })).toBe('CANDIDATE');
    expect(outcome({ item: ct }, { item: enhanced })).toBe('OTHER_CONTRAST');
    expect(outcome({ item: ct }, { item: { ...ct, code: 'CT-CHEST', bodyPart: 'CHEST' } })).toBeNull();
  });

  it.each(['DX', 'US', 'MR'])(
    'of %s stands for the same item alone, whatever part of the body both show',
    (modality) => {
      const lateral = { ...ct, modality, code: 'CHEST-LATERAL' };
      expect(outcome({ item: lateral }, { item: { ...lateral, code: 'CHEST-FRONTAL' } })).toBeNull();
      expect(outcome({ item: lateral }, { item: lateral })).toBe('CANDIDATE');
    },
  );

  it('of somebody else is no match, and no near miss either', () => {
    expect(outcome({}, { patientId: 'q' })).toBeNull();
  });
});

describe('matching', () => {
  /** The same sequence each time. */
  function* random(): Generator<number, never> {
    for (let state = 20_260_304; ;) {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      yield state / 2 ** 31;
    }
  }
  const numbers = random();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(numbers.next().value * from.length)]!;
  const items = [laboratory, panel, ct, { ...laboratory, code: 'ALT' }, { ...ct, contrast: 'ENHANCED' as const }];
  const anyReport = (id: string): KnownReport =>
    report({
      id,
      patientId: pick(['p', 'p', 'q']),
      item: pick(items),
      publishedOn: pick([null, ...[0, -3, -7, -8, -90, -91, 1].map((days) => addDays(TODAY, days))]),
      qualifications: pick([[], [qualified], [{ ...qualified, scope: 'ALLIANCE' }]]),
    });

  it('never offers what is not published, too old, unqualified or of somebody else, and says of each report one thing', () => {
    for (let round = 0; round < 500; round++) {
      const want = wanted({ item: pick(items), distance: pick(['ALLIANCE', 'CITY', 'PROVINCE']) });
      const reports = Array.from({ length: 8 }, (_, index) => anyReport(`r${index}`));
      const matches = matchReports(want, reports);
      expect(new Set(matches.map(({ reportId }) => reportId)).size).toBe(matches.length);
      for (const match of matches.filter(({ kind }) => kind === 'CANDIDATE')) {
        const { patientId, publishedOn, qualifications } = reports.find(({ id }) => id === match.reportId)!;
        expect(patientId).toBe(want.patientId);
        expect(publishedOn! <= TODAY && publishedOn! >= addDays(TODAY, -want.item.windowDays!)).toBe(true);
        expect(qualifications.length).toBeGreaterThan(0);
        expect(want.distance).not.toBe('PROVINCE');
      }
      expect(matchReports(want, reports.toReversed()).toSorted(byId)).toEqual(matches.toSorted(byId));
    }
  });
});

const byId = (one: { reportId: string }, other: { reportId: string }): number =>
  one.reportId < other.reportId ? -1 : 1;
