import { after, minutes } from '#kernel';
import { judge, resultProblem, type ReportItem } from './result.js';

const NOW = new Date('2026-03-04T09:00:00+08:00');
const COLLECTED = new Date('2026-03-04T07:00:00+08:00');
const EARLIER = new Date('2026-03-04T06:59:00+08:00');
const item: ReportItem = {
  code: 'CREA',
  name: '肌酐',
  unit: 'μmol/L',
  position: 1,
  delta: { deltaPercent: 50, deltaDays: 7 },
  ranges: [{ band: 'all', sex: null, fromAgeDays: null, beforeAgeDays: null, low: 41, high: 97, text: null }],
};

describe('a value', () => {
  it.each([
    [{ itemCode: 'CREA', value: '80', unit: 'µmol/L' }, null],
    [{ itemCode: 'CREA', value: '80', unit: ' umol/L' }, null],
    [{ itemCode: 'CREA', value: '0.9', unit: 'mg/dL' }, 'OTHER_UNIT'],
    [{ itemCode: 'UREA', value: '5', unit: 'mmol/L' }, 'NOT_ORDERED'],
    [{ itemCode: 'CREA', value: '80', unit: 'μmol/L', measuredAt: NOW }, null],
    [{ itemCode: 'CREA', value: '80', unit: 'μmol/L', measuredAt: after(NOW, minutes(1)) }, 'MEASURED_LATER'],
    [{ itemCode: 'CREA', value: '80', unit: 'μmol/L', measuredAt: COLLECTED }, null],
    [{ itemCode: 'CREA', value: '80', unit: 'μmol/L', measuredAt: EARLIER }, 'MEASURED_BEFORE_COLLECTION'],
  ])('%j stands in a report unless %s', (result, rule) => {
    expect(resultProblem(result, [item], { collectedAt: COLLECTED, now: NOW })).toBe(rule);
  });

  it('is judged by range and by what it was before', () => {
    const known = { whom: { sex: '1', ageDays: 20_000 }, earlier: { value: '70', measuredAt: NOW }, now: NOW } as const;
    expect(judge({ itemCode: 'CREA', value: ' 140 ', unit: 'μmol/L' }, item, known)).toEqual({
      item,
      value: '140',
      flag: 'HIGH',
      rangeText: '41–97',
      deltaPercent: 100,
      deltaExceeded: true,
      measuredAt: NOW,
    });
  });
});
