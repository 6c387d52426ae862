import { EMPTY_FORM, LONG_TEXT, fitted, missingFields, type ClinicalForm } from './clinical-form.js';

const complete: ClinicalForm = {
  ...EMPTY_FORM,
  diagnoses: [{ system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I20.0', display: '不稳定型心绞痛' }],
  chiefComplaint: '反复胸痛3天',
  presentIllness: '活动后加重',
  allergyStatus: 'NONE_KNOWN',
  transportFitness: 'FIT',
};

describe('the referral form', () => {
  it('is complete with diagnosis, complaint, illness, allergies and fitness for transport', () => {
    expect(missingFields(complete, 'OUTPATIENT')).toEqual([]);
  });

  it('names what is missing, the diagnosis first; blanks are not content', () => {
    const form = { ...complete, diagnoses: [], chiefComplaint: '  ', transportFitness: null };
    expect(missingFields(form, 'OUTPATIENT')).toEqual(['diagnoses', 'chiefComplaint', 'transportFitness']);
  });

  it('asks which allergies there are, where there are some', () => {
    expect(missingFields({ ...complete, allergyStatus: 'HAS' }, 'OUTPATIENT')).toEqual(['allergyDetail']);
  });

  it('says of inpatients since when they are, what was planned and how their condition has changed', () => {
    expect(missingFields(complete, 'INPATIENT')).toEqual(['admittedOn', 'treatmentPlan', 'conditionChange']);
    const stay = { admittedOn: '2026-03-01', treatmentPlan: '抗凝治疗', conditionChange: '胸痛加重' };
    expect(missingFields({ ...complete, ...stay }, 'INPATIENT')).toEqual([]);
  });
});

describe('what the product writes into the form', () => {
  it('is no longer than what a person may write, and ends with a whole character', () => {
    const most = '血'.repeat(LONG_TEXT);
    expect(fitted(most)).toBe(most);
    expect(fitted(`${most}压`)).toBe(`${'血'.repeat(LONG_TEXT - 1)}…`);
    expect(fitted(`${'血'.repeat(LONG_TEXT - 2)}𠮷𠮷`)).toBe(`${'血'.repeat(LONG_TEXT - 2)}…`);
  });
});
