import { Sex } from '#kernel';
import { evaluateThresholds, type LabResult, type Threshold } from './threshold.js';

const EVERYBODY = { institutionId: null, sex: null, fromAgeDays: null, beforeAgeDays: null, text: null };
const potassium: Threshold = { ...EVERYBODY, id: 'k', itemCode: 'K', unit: 'mmol/L', below: 2.8, above: 6.2 };
const glucose: Threshold = { ...EVERYBODY, id: 'glu', itemCode: 'GLU', unit: 'mmol/L', below: 2.5, above: 22.2 };
const newborn: Threshold = { ...glucose, id: 'glu-newborn', beforeAgeDays: 28, below: 2.2, above: 16.6 };
const haemoglobin: Threshold = { ...EVERYBODY, id: 'hb', itemCode: 'HB', unit: 'g/L', below: 50, above: null };
const culture: Threshold = { ...EVERYBODY, id: 'bc', itemCode: 'BC', unit: '', below: null, above: null, text: '阳性' };
const LIST = [potassium, glucose, newborn, haemoglobin, culture];

const ADULT = { institutionId: 'north', sex: Sex.Male, ageDays: 15_000 };
const judge = (result: Partial<LabResult> & Pick<LabResult, 'itemCode' | 'value'>, list = LIST): string => {
  const verdict = evaluateThresholds({ ...ADULT, unit: 'mmol/L', ...result }, list);
  return verdict.critical ? `${verdict.thresholdId} ${verdict.direction}` : verdict.because;
};

describe('thresholds', () => {
  it.each([
    ['K', '2.79', 'k LOW'],
    ['K', '2.8', 'WITHIN'],
    ['K', '4.0', 'WITHIN'],
    ['K', '6.2', 'WITHIN'],
    ['K', '6.21', 'k HIGH'],
    ['GLU', '2.49', 'glu LOW'],
    ['GLU', '2.5', 'WITHIN'],
    ['GLU', '22.2', 'WITHIN'],
    ['GLU', '22.3', 'glu HIGH'],
  ])('of %s hold %s for %s: the bound itself is not critical', (itemCode, value, verdict) => {
    expect(judge({ itemCode, value })).toBe(verdict);
  });

  it.each([
    [0, '2.19', 'glu-newborn LOW'],
    [0, '2.2', 'WITHIN'],
    [27, '16.6', 'WITHIN'],
    [27, '16.7', 'glu-newborn HIGH'],
    [28, '16.7', 'WITHIN'],
    [28, '2.4', 'glu LOW'],
    [27, '2.4', 'WITHIN'],
  ])('of a newborn count before the 28th day: at %d days, %s is %s', (ageDays, value, verdict) => {
    expect(judge({ itemCode: 'GLU', value, ageDays })).toBe(verdict);
  });

  it('of an age do not count where nobody knows it', () => {
    expect(judge({ itemCode: 'GLU', value: '2.3', ageDays: null })).toBe('glu LOW');
  });

  it('of the institution count before the default, and nowhere else', () => {
    const own = { ...potassium, id: 'k-north', institutionId: 'north', below: 3 };
    expect(judge({ itemCode: 'K', value: '2.9' }, [...LIST, own])).toBe('k-north LOW');
    expect(judge({ itemCode: 'K', value: '2.9', institutionId: 'south' }, [...LIST, own])).toBe('WITHIN');
  });

  it('of one sex count for that sex alone', () => {
    const women = { ...haemoglobin, id: 'hb-f', sex: Sex.Female, below: 45 };
    const asked = { itemCode: 'HB', value: '47', unit: 'g/L' };
    expect(judge(asked, [...LIST, women])).toBe('hb LOW');
    expect(judge({ ...asked, sex: Sex.Female }, [...LIST, women])).toBe('WITHIN');
  });

  it('have a unit, and judge no value of another one', () => {
    expect(judge({ itemCode: 'HB', value: '4.9', unit: 'g/dL' })).toBe('OTHER_UNIT');
    expect(judge({ itemCode: 'HB', value: '49', unit: 'G/L ' })).toBe('hb LOW');
    expect(judge({ itemCode: 'NA', value: '1' })).toBe('NO_THRESHOLD');
  });

  it('understand what lies beyond what could be measured', () => {
    expect(judge({ itemCode: 'K', value: '<2.8' })).toBe('k LOW');
    expect(judge({ itemCode: 'K', value: '>6.2' })).toBe('k HIGH');
    expect(judge({ itemCode: 'K', value: '<3.0' })).toBe('WITHIN');
    expect(judge({ itemCode: 'K', value: '溶血' })).toBe('NOT_A_NUMBER');
  });

  it('of a culture are words', () => {
    expect(judge({ itemCode: 'BC', value: '阳性', unit: '' })).toBe('bc TEXT');
    expect(judge({ itemCode: 'BC', value: '阴性', unit: '' })).toBe('WITHIN');
  });
});
