import { evaluate, walkTransitions } from '#kernel';
import { clockStart, domainOf, encounterOf, STUDY_UID, urgencyOf } from './exam.js';
import { ExamState, examLifecycle, examTransitions, type ExamFacts } from './exam.transitions.js';
import { contentProblem, type ReportContent, type TemplateField } from './report-content.js';
import { templateProblem } from './template.js';
import { ReportState, reportLifecycle, reportTransitions, type ReportFacts } from './report.transitions.js';

const exam: ExamFacts = {
  state: 'REGISTERED',
  isTechnician: true,
  isReader: false,
  isHead: false,
  isBinder: false,
  isDoctor: false,
  isPlatform: false,
  repeats: 0,
  isLinked: false,
  isReported: false,
  hasNewResult: false,
};
const report: ReportFacts = {
  people: ['reviewer'],
  isReporter: true,
  isReviewer: true,
  isHead: true,
  isMedicalAffairs: true,
  authorStaffId: 'author',
  retractors: [],
  hasImages: true,
  isAnotherOpen: false,
};

describe('the tables of exams and reports', () => {
  it('reach every state, and nothing leaves an end', () => {
    const exams = walkTransitions(examTransitions, {
      states: Object.values(ExamState),
      initial: ['REGISTERED'],
      terminal: ['ABORTED', 'CANCELLED'],
    });
    const reports = walkTransitions(reportTransitions, {
      states: Object.values(ReportState),
      initial: ['DRAFT'],
      terminal: ['SUPERSEDED', 'RETRACTED', 'DISCARDED'],
    });
    expect([...exams.problems, ...reports.problems]).toEqual([]);
  });
});

describe('an exam', () => {
  it.each([
    ['cancel', { repeats: 1 }, 'EXAM_BEGUN'],
    ['abort', {}, 'EXAM_NOT_BEGUN'],
    ['abort', { repeats: 1, isReported: true }, 'ALREADY_REPORTED'],
    ['start', { isTechnician: false }, 'WHO'],
  ] as const)('refuses to %s where %j: %s', (action, facts, rule) => {
    expect(evaluate(examLifecycle, 'REGISTERED', action, { ...exam, ...facts })).toMatchObject({ rule });
  });

  it('has its report timed from its beginning in an emergency, and else from its end', () => {
    const times = { startedAt: new Date(0), acquiredAt: new Date(1) };
    expect(
      ['GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE'].map((urgency) => +clockStart(urgency as 'GREEN', times)),
    ).toEqual([0, 0, 1, 1]);
  });

  it('is of a class, a place and a list of critical findings that follow from the order', () => {
    expect(['GREEN_CHANNEL', 'OUTPATIENT'].map((visit) => urgencyOf(visit as 'OUTPATIENT'))).toEqual([
      'GREEN',
      'ROUTINE',
    ]);
    expect(encounterOf('GREEN_CHANNEL')).toBe('EMERGENCY');
    expect(['ULTRASOUND', 'ECG', 'LABORATORY'].map(domainOf)).toEqual(['IMAGING', 'ECG', null]);
  });

  it.each([
    ['1.2.840.10008.1', true],
    ['2.25.0', true],
    ['1.02.3', false],
    ['1..2', false],
    [`1.${'2'.repeat(63)}`, false],
    ['3.1.2', false],
  ])('of a study %s: %s', (uid, valid) => {
    expect(STUDY_UID.test(uid)).toBe(valid);
  });
});

describe('a report', () => {
  const fields: TemplateField[] = [
    { code: 'rate', labelZh: '心率', labelEn: 'Rate', kind: 'NUMBER', unit: '次/分', options: [], required: true },
    {
      code: 'side',
      labelZh: '侧别',
      labelEn: 'Side',
      kind: 'CHOICE',
      unit: null,
      options: ['左', '右'],
      required: false,
    },
  ];
  const content: ReportContent = {
    templateCode: 't',
    findings: '所见',
    conclusion: '意见',
    structured: [{ code: 'rate', value: '72.5' }],
    abnormal: false,
  };

  it.each([
    [{}, null],
    [{ structured: [] }, 'FINDING_MISSING'],
    [{ structured: [{ code: 'rate', value: '1e3' }] }, 'FINDING_UNFIT'],
    [{ structured: [...content.structured, { code: 'side', value: '上' }] }, 'FINDING_UNFIT'],
    [{ structured: [...content.structured, ...content.structured] }, 'FINDING_UNFIT'],
    [{ structured: [...content.structured, { code: 'depth', value: '1' }] }, 'FINDING_UNFIT'],
    [{ findings: ' ' }, 'REPORT_EMPTY'],
    [{ abnormal: null }, 'ABNORMAL_UNSAID'],
  ])('with %j breaks the rule %s', (changes, rule) => {
    expect(contentProblem({ ...content, ...changes }, fields, true)?.rule ?? null).toBe(rule);
  });

  it.each([
    [{}, null],
    [{ code: 'depth' }, 'fields.1.code FIELD_TWICE'],
    [{ kind: 'TEXT', options: [], unit: 'mm' }, 'fields.1.unit UNIT_OF_NUMBERS'],
    [{ kind: 'NUMBER', unit: 'mm' }, 'fields.1.options OPTIONS_OF_CHOICES'],
    [{ options: ['有'] }, 'fields.1.options OPTIONS_DIFFER'],
    [{ options: ['有', '无', '有'] }, 'fields.1.options OPTIONS_DIFFER'],
  ] as const)('has a template whose findings make sense: %j is %s', (changes, problem) => {
    const field = { labelZh: '', labelEn: '', unit: null, options: [], required: false };
    const depth = { ...field, code: 'depth', kind: 'NUMBER' as const, unit: 'mm' };
    const side = { ...field, code: 'side', kind: 'CHOICE' as const, options: ['左', '右'] };
    const found = templateProblem([depth, { ...side, ...changes }]);
    expect(found && `${found.path} ${found.constraint}`).toBe(problem);
  });

  it('may be kept before it is complete, but not with what does not fit', () => {
    const begun = { ...content, findings: '', abnormal: null, structured: [] };
    expect(contentProblem(begun, fields, false)).toBeNull();
    expect(contentProblem({ ...begun, structured: [{ code: 'rate', value: 'x' }] }, fields, false)).not.toBeNull();
  });

  it.each([
    ['SUBMITTED', 'approve', { people: ['author'] }, 'REVIEWER_IS_REPORTER'],
    ['SUBMITTED', 'approve', { hasImages: false }, 'IMAGES_MISSING'],
    ['PUBLISHED', 'amend', { isAnotherOpen: true }, 'AMENDMENT_OPEN'],
    ['PUBLISHED', 'amend', { retractors: ['head'] }, 'RETRACTION_OPEN'],
    ['PUBLISHED', 'retract', {}, 'NO_RETRACTION'],
    ['PUBLISHED', 'retract', { retractors: ['reviewer'] }, 'SAME_PERSON'],
    ['PUBLISHED', 'retract', { retractors: ['head'], isAnotherOpen: true }, 'AMENDMENT_OPEN'],
  ] as const)('that is %s refuses to %s where %j: %s', (state, action, facts, rule) => {
    expect(evaluate(reportLifecycle, state, action, { ...report, ...facts })).toMatchObject({ rule });
  });
});
