import { checkIdentity, checkPhone, searchableName } from './identity.js';
import { IdDocumentType } from './id-document-type.js';
import { PatientSex } from './sex.js';

const now = new Date('2026-03-04T01:00:00Z');
const claim = (idNumber: string, more: object = {}) =>
  checkIdentity({ idType: IdDocumentType.RESIDENT_ID, idNumber, ...more }, now);

/** The error that names exactly these fields. */
function problems(...fields: object[]): Error {
  return expect.objectContaining({ code: 'INVALID_INPUT', facts: { fields } }) as Error;
}

describe('an identity', () => {
  it('is read from a resident id: number, birth date and sex', () => {
    expect(claim('11010519491231002x')).toEqual({
      idNumber: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: PatientSex.FEMALE,
    });
  });

  it('is refused for a wrong check digit and for a day that never was', () => {
    expect(() => claim('110105194912310021')).toThrow(problems({ path: 'idNumber', constraint: 'CHECK_DIGIT' }));
    expect(() => claim('110105194902310021')).toThrow(
      problems({ path: 'idNumber', constraint: 'BIRTH_DATE_NOT_REAL' }),
    );
  });

  it('must not contradict its number, and every contradiction is named', () => {
    const both = { birthDate: '1950-01-01', sex: PatientSex.MALE };
    expect(() => claim('11010519491231002X', both)).toThrow(
      problems(
        { path: 'birthDate', constraint: 'CONTRADICTS_ID_NUMBER' },
        { path: 'sex', constraint: 'CONTRADICTS_ID_NUMBER' },
      ),
    );
  });

  it('takes what is said beside a passport, but no birth in the future', () => {
    const passport = { idType: IdDocumentType.PASSPORT, idNumber: 'e12345678', sex: PatientSex.MALE };
    expect(checkIdentity({ ...passport, birthDate: '1990-05-01' }, now)).toEqual({
      idNumber: 'E12345678',
      birthDate: '1990-05-01',
      sex: PatientSex.MALE,
    });
    expect(() => checkIdentity({ ...passport, birthDate: '2026-03-05' }, now)).toThrow(
      problems({ path: 'birthDate', constraint: 'BIRTH_DATE_IN_FUTURE' }),
    );
  });
});

describe('a phone number', () => {
  it('is taken with blanks and hyphens, and refused where it is no mobile phone', () => {
    expect(checkPhone('138 0000-1234', 'phone')).toBe('13800001234');
    expect(() => checkPhone('0571-88888888', 'phone')).toThrow(problems({ path: 'phone', constraint: 'MOBILE_PHONE' }));
  });
});

describe('a name', () => {
  it('is searched without blanks, capitals and what nobody sees', () => {
    expect(searchableName(' 欧阳 娜娜 Anna ')).toBe('欧阳娜娜anna');
    expect(searchableName('\ufeff欧阳\u200b娜娜\u202e')).toBe('欧阳娜娜');
  });
});
