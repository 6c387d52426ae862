import { studiesIn } from './dicom-study.js';

const dataset = (more: object = {}) => ({
  '0020000D': { vr: 'UI', Value: ['1.2.3'] },
  '00201208': { vr: 'IS', Value: ['12'] },
  '00080050': { vr: 'SH', Value: ['A260304000001'] },
  '00080061': { vr: 'CS', Value: ['CT', 'SR'] },
  '00080020': { vr: 'DA', Value: ['20260304'] },
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Zhang^San', Ideographic: '张^三' }] },
  ...more,
});

describe('an answer of QIDO-RS', () => {
  it('tells the studies of a PACS, counts as text or as numbers', () => {
    expect(studiesIn([dataset(), dataset({ '00201208': { vr: 'IS', Value: [3] } })])).toMatchObject([
      {
        studyInstanceUid: '1.2.3',
        accessionNo: 'A260304000001',
        imageCount: 12,
        modality: 'CT/SR',
        studyDate: '2026-03-04',
        patientName: '张 三',
      },
      { imageCount: 3 },
    ]);
  });

  it.each([
    [{ '0020000D': { vr: 'UI' } }],
    [{ '0020000D': { vr: 'UI', Value: ['not.a.uid'] } }],
    [{ '0020000D': { vr: 'UI', Value: [7] } }],
    [{ '00201208': { vr: 'IS', Value: [0] } }],
    [{ '00201208': { vr: 'IS', Value: ['many'] } }],
  ])('with %j is no study', (more) => {
    expect(studiesIn([dataset(more)])).toEqual([]);
  });

  it('may lack everything else, and be of another shape altogether', () => {
    const bare = { '0020000D': { Value: ['1.2.3'] }, '00201208': { Value: [1] } };
    expect(studiesIn([bare])).toMatchObject([
      { accessionNo: null, modality: null, studyDate: null, patientName: null },
    ]);
    expect([null, {}, 'text', [null], [7]].map(studiesIn)).toEqual([[], [], [], [], []]);
  });
});
