import { Role } from '#identity';
import type { SeenLabReport, SeenSpecimen } from '#testing';
import type { LaboratoryScenery } from './laboratory-rows.js';
import { change, key, mutation, outcomes, query, type Row, type Table } from './row.js';

const writers: Role[] = [Role.REPORTER, Role.REVIEWER, Role.CENTER_HEAD];
const reviewers: Role[] = [Role.REVIEWER, Role.CENTER_HEAD];
const ordering: Role[] = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD, Role.COUNTY_DOCTOR, Role.DEPT_HEAD];
const readers: Role[] = [...ordering, ...writers, Role.TECHNICIAN, Role.MEDICAL_AFFAIRS];
const townships: Role[] = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD];
const K = [{ itemCode: 'K', value: '4.1', unit: 'mmol/L' }];

type Stage = 'draft' | 'submitted' | 'published' | 'asked';

/** Reports of the county about a specimen of the north township, as far as a row needs them. */
class Reports {
  constructor(readonly laboratory: LaboratoryScenery) {}

  bench(): Promise<SeenSpecimen> {
    return this.laboratory.story.onTheBench(['LAB-K']);
  }

  async at(stage: Stage): Promise<SeenLabReport> {
    const { story } = this.laboratory;
    const specimen = await this.bench();
    if (stage === 'draft') return story.report(specimen);
    if (stage === 'submitted') return story.submitted(specimen, K);
    const published = await story.published(specimen, K);
    if (stage === 'published') return published;
    const head = story.world.person('center-head');
    return story.does(head, 'askLabReportRetraction', published, { reasonCode: 'wrong_patient' });
  }

  of(stage: Stage, more: object = {}): Row['subject'] {
    return async () => this.laboratory.scenery.change(await this.at(stage), { ...more });
  }
}

/** Reading reports, and bringing values in. */
export function labReportRows(laboratory: LaboratoryScenery): Table {
  const { scenery } = laboratory;
  const reports = new Reports(laboratory);
  return {
    ...query('labReport', 'query($id: ID!) { labReport(id: $id) { id } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('NOT_FOUND', ...readers),
      subject: async () => {
        const { id } = await reports.at('published');
        return scenery.about(id, { id });
      },
    }),
    ...query('labReports', '{ labReports(list: PUBLISHED, first: 100) { nodes { id } } }', {
      own: { ...outcomes('allowed', ...readers), ...outcomes('empty', ...townships) },
      other: outcomes('empty', ...readers),
      subject: async () => scenery.about((await reports.at('published')).id, {}),
    }),
    ...query('labTurnaround', '{ labTurnaround(from: "2026-03-01", to: "2026-03-31") { groupCode } }', {
      own: outcomes('allowed', Role.CENTER_HEAD),
      other: outcomes('allowed', Role.CENTER_HEAD),
      subject: () => scenery.about(null, {}),
    }),
    ...mutation('sendLabResults', 'SendLabResultsInput', {
      own: outcomes('allowed', ...writers),
      other: outcomes('NOT_FOUND', ...writers),
      subject: async () => {
        const { barcode } = await reports.bench();
        return scenery.input(barcode, { ...key(), barcode, results: K });
      },
    }),
    ...signingRows(reports),
    ...correctingRows(reports),
  };
}

/** Whoever holds no claim signs and writes nothing. */
function signingRows(reports: Reports): Table {
  const unclaimed = {
    own: outcomes('TRANSITION_REFUSED STATE', ...writers),
    other: outcomes('NOT_FOUND', ...writers),
  };
  const claimed = { fencingToken: 1 };
  return {
    ...mutation('enterLabResults', 'EnterLabResultsInput', {
      ...unclaimed,
      subject: reports.of('draft', { ...claimed, results: K }),
    }),
    ...mutation('submitLabReport', 'SubmitLabReportInput', {
      ...unclaimed,
      subject: reports.of('draft', { ...claimed, kind: 'PRELIMINARY' }),
    }),
    ...mutation('resumeLabReport', 'LabReportActionInput', { ...unclaimed, subject: reports.of('draft') }),
    ...change('approveLabReport', 'LabReportActionInput', reviewers, reports.of('submitted')),
    ...change('returnLabReport', 'LabReportReasonInput', reviewers, reports.of('submitted', { reasonCode: 'wording' })),
  };
}

function correctingRows(reports: Reports): Table {
  const amendment = reports.of('published', { reasonCode: 'wording' });
  const mistake = reports.of('published', { reasonCode: 'wrong_patient' });
  return {
    ...change('amendLabReport', 'LabReportReasonInput', reviewers, amendment),
    ...change('askLabReportRetraction', 'LabReportReasonInput', [Role.CENTER_HEAD], mistake),
    ...change('keepLabReport', 'LabReportActionInput', [Role.MEDICAL_AFFAIRS], reports.of('asked')),
    ...change('retractLabReport', 'LabReportActionInput', [Role.MEDICAL_AFFAIRS], reports.of('asked')),
    ...mutation('markLabReportSeen', 'LabReportActionInput', {
      own: {
        ...outcomes('TRANSITION_REFUSED WHO', Role.COUNTY_DOCTOR, Role.DEPT_HEAD),
        ...outcomes('allowed', ...townships),
      },
      other: outcomes('NOT_FOUND', ...ordering),
      subject: reports.of('published'),
    }),
  };
}
