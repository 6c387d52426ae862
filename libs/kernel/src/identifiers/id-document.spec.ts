import { IdDocumentType, checkIdDocument, isIdDocumentType } from './id-document.js';

const TODAY = '2026-03-02';

describe('an identity document', () => {
  it('is of one of the kinds that the standard lists', () => {
    expect(['01', '02', '03', '04', '06', '07', '99'].every(isIdDocumentType)).toBe(true);
    expect(['00', '05', '1', 'ResidentId', ''].some(isIdDocumentType)).toBe(false);
  });

  it('that is a resident id is checked digit by digit', () => {
    const check = (text: string) => checkIdDocument(IdDocumentType.ResidentId, text, TODAY);

    expect(check('11010519491231002x')).toMatchObject({ valid: true, value: '11010519491231002X' });
    expect(check('110105194912310021')).toEqual({ valid: false, reason: 'CHECK_DIGIT' });
  });

  it.each([
    [IdDocumentType.Passport, ' e12345678 ', 'E12345678'],
    [IdDocumentType.MilitaryOfficer, '军字第1234567', '军字第1234567'],
    [IdDocumentType.HongKongMacaoPermit, 'H1234567(8)', 'H1234567(8)'],
    [IdDocumentType.HouseholdRegister, '110105194912310021', '110105194912310021'],
  ])('of kind %s may be numbered %j', (type, text, value) => {
    expect(checkIdDocument(type, text, TODAY)).toEqual({ valid: true, value });
  });

  it.each(['', '   ', '-', 'E123 456', '<script>', 'E1234\n5678', 'E'.repeat(33)])('has no number like %j', (text) => {
    expect(checkIdDocument(IdDocumentType.Other, text, TODAY)).toEqual({ valid: false, reason: 'FORMAT' });
  });
});
