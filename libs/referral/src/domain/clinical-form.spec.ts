import { missingFields, type ClinicalForm } from './clinical-form.js';

const complete: ClinicalForm = {
  diagnoses: [{ system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I20.0', display: '不稳定型心绞痛' }],
  chiefComplaint: '反复胸痛3天',
  presentIllness: '活动后加重',
  pastHistory: null,
  allergyStatus: 'NONE_KNOWN',
  allergyDetail: null,
  treatmentCourse: null,
  currentMedication: null,
  transportFitness: 'FIT',
};

describe('the referral form', () => {
  it('is complete with diagnosis, complaint, illness, allergies and fitness for transport', () => {
    expect(missingFields(complete)).toEqual([]);
  });

  it('names what is missing, the diagnosis first; blanks are not content', () => {
    expect(missingFields({ ...complete, diagnoses: [], chiefComplaint: '  ', transportFitness: null })).toEqual([
      'diagnoses',
      'chiefComplaint',
      'transportFitness',
    ]);
  });

  it('asks which allergies there are, where there are some', () => {
    expect(missingFields({ ...complete, allergyStatus: 'HAS' })).toEqual(['allergyDetail']);
  });
});
