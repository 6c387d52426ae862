import { isSameConcept } from './coded-concept.js';

const stroke = { system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I63.900', display: '脑梗死' };

describe('a coded concept', () => {
  it('is the same whatever its display text says', () => {
    expect(isSameConcept(stroke, { ...stroke, display: 'Cerebral infarction' })).toBe(true);
  });

  it.each([{ system: 'ICD-10-CN-INSURANCE' }, { version: '1.0' }, { code: 'I63.902' }])(
    'is another one when it differs in %j',
    (change) => {
      expect(isSameConcept(stroke, { ...stroke, ...change })).toBe(false);
    },
  );
});
