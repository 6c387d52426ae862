import { Role } from '#identity';
import {
  ECG_CONTENT,
  type ImagingStory,
  SIGNING_PASSWORD,
  newStudy,
  type Person,
  type SeenExam,
  type SeenReport,
} from '#testing';
import { change, key, mutation, outcomes, query, type Row, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const performers: Role[] = [Role.TECHNICIAN];
const writers: Role[] = [Role.REPORTER, Role.REVIEWER, Role.CENTER_HEAD];
const reviewers: Role[] = [Role.REVIEWER, Role.CENTER_HEAD];
const affairs: Role[] = [Role.MEDICAL_AFFAIRS];
const deciders: Role[] = [Role.CENTER_HEAD, ...affairs];
const readers: Role[] = [
  Role.TOWNSHIP_DOCTOR,
  Role.TOWNSHIP_HEAD,
  Role.COUNTY_DOCTOR,
  Role.DEPT_HEAD,
  ...performers,
  ...writers,
];

/** Exams that the north township has ordered of the county hospital. */
export class ImagingScenery {
  constructor(
    private readonly scenery: Scenery,
    readonly story: ImagingStory,
  ) {}

  get technician(): Person {
    return this.scenery.world.person('technician');
  }

  registered = (): Promise<SeenExam> => this.story.registered(this.technician);
  started = async (): Promise<SeenExam> => this.story.act(this.technician, 'startExam', await this.registered());
  acquired = (group = 'ECG'): Promise<SeenExam> => this.story.acquired(this.technician, group);

  /** Claimed by whoever asks where they may read, and by a reader hired for it otherwise. */
  async claimed(by: Person): Promise<{ reader: Person; exam: SeenExam; token: number }> {
    const mine = writers.includes(by.role as Role) && by.institutionId === this.scenery.county;
    const reader = mine ? by : await this.scenery.world.hire('REPORTER', 'county');
    const exam = await this.acquired();
    await this.scenery.run(
      `UPDATE reading_tasks SET state = 'WITHDRAWN', claimed_by_staff_id = NULL, lease_until = NULL
      WHERE claimed_by_staff_id = $1`,
      [reader.staffId],
    );
    return { reader, exam, token: await this.story.claims(reader, exam) };
  }

  async draft(by: Person): Promise<{ report: SeenReport; token: number }> {
    const { reader, exam, token } = await this.claimed(by);
    return { report: await this.story.drafted(reader, exam, token), token };
  }

  /** Signed by a reporter hired for it: published, or in a group of two signatures waiting for the second. */
  async signed(group = 'ECG'): Promise<SeenReport> {
    const reporter = await this.scenery.world.hire('REPORTER', 'county');
    return this.story.submitted(reporter, await this.acquired(group));
  }

  async wanted(): Promise<SeenReport> {
    const head = this.scenery.world.person('center-head');
    const wish = { reasonCode: 'wrong_patient', readAgain: false };
    return this.story.act(head, 'requestReportRetraction', await this.signed(), wish);
  }
}

export function imagingRows(scenery: Scenery, imaging: ImagingScenery): Table {
  return {
    ...query('exam', 'query($id: ID!) { exam(id: $id) { id } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('NOT_FOUND', ...readers),
      subject: async () => {
        const { id } = await imaging.registered();
        return scenery.about(id, { id });
      },
    }),
    ...query('exams', 'query { exams(list: READ_HERE) { nodes { id } } }', {
      own: { ...outcomes('allowed', ...readers), ...outcomes('empty', Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD) },
      other: outcomes('empty', ...readers),
      subject: async () => {
        scenery.letTimePass();
        return scenery.about((await imaging.registered()).id, {});
      },
    }),
    ...mutation('registerExam', 'RegisterExamInput', {
      own: outcomes('allowed', ...performers),
      other: outcomes('NOT_FOUND', ...performers),
      subject: async () => {
        const { itemId: orderItemId } = await imaging.story.ordered();
        return scenery.input(orderItemId, { ...key(), orderItemId, groupCode: 'ECG' });
      },
    }),
  };
}

export function performingRows(scenery: Scenery, imaging: ImagingScenery): Table {
  const at = (make: () => Promise<{ id: string; version: number }>, more: object = {}): Row['subject'] => {
    return async () => scenery.change(await make(), { ...more });
  };
  return {
    ...change('startExam', 'StartExamInput', performers, at(imaging.registered)),
    ...change('acquireExam', 'AcquireExamInput', performers, at(imaging.started)),
    ...change('linkExamStudy', 'LinkExamStudyInput', performers, async () =>
      scenery.change(await imaging.started(), { study: newStudy() }),
    ),
    ...change('cancelExam', 'EndExamInput', performers, at(imaging.registered, { reasonCode: 'patient_left' })),
    ...change('abortExam', 'EndExamInput', performers, at(imaging.started, { reasonCode: 'intolerance' })),
  };
}

export function examReadingRows(scenery: Scenery, imaging: ImagingScenery): Table {
  return {
    ...change('raiseCriticalFinding', 'RaiseCriticalFindingInput', writers, async () =>
      scenery.change(await imaging.acquired(), { findingCode: 'st_elevation_infarction' }),
    ),
    ...change('returnExamForRepeat', 'ReturnExamForRepeatInput', writers, async (by) => {
      const { exam, token } = await imaging.claimed(by);
      return scenery.change(exam, { reasonCode: 'poor_quality', fencingToken: token });
    }),
    ...change('moveExam', 'MoveExamInput', [...performers, Role.CENTER_HEAD], async () =>
      scenery.change(await imaging.acquired(), { groupCode: 'CT', reasonCode: 'wrong_group' }),
    ),
    ...mutation('acknowledgeExamResult', 'AcknowledgeExamResultInput', {
      own: outcomes('TRANSITION_REFUSED WHO', ...readers),
      other: outcomes('NOT_FOUND', ...readers),
      subject: async () => {
        const { examId } = await imaging.signed();
        return scenery.change(await imaging.story.look(imaging.technician, examId));
      },
    }),
  };
}

export function imagingReportRows(scenery: Scenery, imaging: ImagingScenery): Table {
  return {
    ...query('imagingReport', 'query($id: ID!) { imagingReport(id: $id) { id } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('NOT_FOUND', ...readers),
      subject: async () => {
        const { id } = await imaging.signed();
        return scenery.about(id, { id });
      },
    }),
    ...query('imagingTemplates', '{ imagingTemplates(groupCode: "ECG") { code } }', {
      own: outcomes('allowed', ...writers),
      other: outcomes('allowed', ...writers),
      subject: () => scenery.about(null, {}),
    }),
  };
}

export function reportWritingRows(scenery: Scenery, imaging: ImagingScenery): Table {
  const signing = { password: SIGNING_PASSWORD };
  return {
    ...mutation('draftImagingReport', 'DraftImagingReportInput', {
      own: outcomes('allowed', ...writers),
      other: outcomes('NOT_FOUND', ...writers),
      subject: async (by) => {
        const { exam, token } = await imaging.claimed(by);
        return scenery.input(exam.id, { ...key(), examId: exam.id, fencingToken: token, kind: 'FINAL' });
      },
    }),
    ...change('saveImagingReport', 'SaveImagingReportInput', writers, async (by) => {
      const { report, token } = await imaging.draft(by);
      return scenery.change(report, { fencingToken: token, content: ECG_CONTENT });
    }),
    ...change('submitImagingReport', 'SubmitImagingReportInput', writers, async (by) => {
      const { report, token } = await imaging.draft(by);
      await imaging.story.letSign(by);
      return scenery.change(report, { fencingToken: token, content: ECG_CONTENT, ...signing });
    }),
    ...mutation('resumeImagingReport', 'ResumeImagingReportInput', {
      own: outcomes('TRANSITION_REFUSED WHO', ...writers),
      other: outcomes('NOT_FOUND', ...writers),
      subject: async () => {
        const reviewer = scenery.world.person('reviewer');
        const report = await imaging.signed('CT');
        return scenery.change(
          await imaging.story.act(reviewer, 'returnImagingReport', report, { reasonCode: 'wording' }),
        );
      },
    }),
  };
}

export function imagingReviewRows(scenery: Scenery, imaging: ImagingScenery): Table {
  const signing = { password: SIGNING_PASSWORD };
  return {
    ...query('reportRetractions', '{ reportRetractions { nodes { id } } }', {
      own: outcomes('allowed', ...deciders),
      other: outcomes('empty', ...deciders),
      subject: async () => {
        await scenery.run(`UPDATE imaging_reports SET retractors = '{}', retraction_reason_code = NULL, read_again = NULL
          WHERE state = 'PUBLISHED'`);
        return scenery.about((await imaging.wanted()).id, {});
      },
    }),
    ...change('approveImagingReport', 'ApproveImagingReportInput', reviewers, async (by) => {
      await imaging.story.letSign(by);
      return scenery.change(await imaging.signed('CT'), signing);
    }),
    ...change('returnImagingReport', 'ImagingReportReasonInput', reviewers, async () =>
      scenery.change(await imaging.signed('CT'), { reasonCode: 'wording' }),
    ),
    ...change('amendImagingReport', 'ImagingReportReasonInput', reviewers, async () =>
      scenery.change(await imaging.signed(), { reasonCode: 'wording' }),
    ),
  };
}

export function retractionRows(scenery: Scenery, imaging: ImagingScenery): Table {
  return {
    ...query('imagingTurnaround', '{ imagingTurnaround(from: "2026-03-01", to: "2026-03-31") { groupCode } }', {
      own: outcomes('allowed', Role.CENTER_HEAD),
      other: outcomes('allowed', Role.CENTER_HEAD),
      subject: () => scenery.about(null, {}),
    }),
    ...change('requestReportRetraction', 'RequestReportRetractionInput', [Role.CENTER_HEAD], async () =>
      scenery.change(await imaging.signed(), { reasonCode: 'wrong_images', readAgain: false }),
    ),
    ...change('confirmReportRetraction', 'DecideReportRetractionInput', affairs, async () =>
      scenery.change(await imaging.wanted()),
    ),
    ...change('declineReportRetraction', 'DecideReportRetractionInput', affairs, async () =>
      scenery.change(await imaging.wanted()),
    ),
  };
}

export function studyRows(scenery: Scenery, imaging: ImagingScenery): Table {
  const binders: Role[] = [...performers, ...writers];
  const head = scenery.world.person('center-head');
  const record = async () => imaging.story.recorded(imaging.technician);
  const proposed = async () => imaging.story.proposed(head, imaging.technician);
  return {
    ...query('unmatchedStudies', '{ unmatchedStudies(first: 100) { nodes { id } } }', {
      own: outcomes('allowed', ...binders),
      other: outcomes('empty', ...binders),
      subject: async () => {
        await scenery.run('DELETE FROM unmatched_studies');
        return scenery.about((await record()).id, {});
      },
    }),
    ...mutation('recordUnmatchedStudy', 'RecordUnmatchedStudyInput', {
      own: outcomes('allowed', ...binders),
      other: outcomes('allowed', ...binders),
      subject: () => scenery.input(null, { ...key(), ...newStudy() }),
    }),
    ...change('proposeStudyMatch', 'ProposeStudyMatchInput', binders, async () =>
      scenery.change(await record(), { examId: (await imaging.started()).id }),
    ),
    ...change('confirmStudyMatch', 'DecideStudyMatchInput', binders, async () => scenery.change(await proposed())),
    ...change('declineStudyMatch', 'DecideStudyMatchInput', binders, async () => scenery.change(await proposed())),
    ...query('pacsStatus', '{ pacsStatus { state } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('allowed', ...readers),
      subject: () => scenery.about(null, {}),
    }),
    ...mutation('fetchExamStudy', 'FetchExamStudyInput', {
      own: outcomes('PACS_NOT_CONFIGURED', ...performers),
      other: outcomes('NOT_FOUND', ...performers),
      subject: async () => scenery.change(await imaging.started()),
    }),
  };
}
