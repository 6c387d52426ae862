import { seconds } from '#kernel';
import { ImagingStory, TestApp, World, type Person, type SeenExam } from '#testing';
import { sendImage, type MadeStudy } from './dicom-files.js';

let app: TestApp;
let world: World;
let story: ImagingStory;
let technician: Person;
let head: Person;
const url = process.env['PACS_TEST_URL']!;
/** Studies of other runs on the same PACS are others'. */
const run = Date.now();
let studies = 0;

beforeAll(async () => {
  app = await TestApp.start({
    PACS_URL: url,
    PACS_USER: process.env['PACS_TEST_USER']!,
    PACS_PASSWORD: process.env['PACS_TEST_PASSWORD']!,
    PACS_VIEWER_URL: 'https://viewer.example/?study={study}',
  });
  world = await World.create(app);
  story = await ImagingStory.in(app, world);
  technician = world.person('technician');
  head = world.person('center-head');
});

afterAll(() => app.stop());

const made = (accessionNo: string, more: Partial<MadeStudy> = {}): MadeStudy => ({
  uid: `1.2.826.0.1.3680043.8.498.${run}.${++studies}`,
  accessionNo,
  day: '20260304',
  patientName: 'Ceshi^Huanzhe=测试^患者',
  modality: 'ECG',
  ...more,
});

interface Links {
  readonly studyInstanceUid: string | null;
  readonly imageCount: number | null;
  readonly studyLinks: { readonly wadoUrl: string; readonly viewerUrl: string } | null;
}

async function linksOf({ id }: SeenExam): Promise<Links> {
  const fields = '{ studyInstanceUid imageCount studyLinks { wadoUrl viewerUrl } }';
  return (await technician.asks<{ exam: Links }>(`query($id: ID!) { exam(id: $id) ${fields} }`, { id })).exam;
}

async function look(): Promise<void> {
  app.clock.advance(seconds(60));
  await app.work('imaging.pacs-exams');
}

const state = async (person: Person): Promise<string> =>
  (await person.asks<{ pacsStatus: { state: string } }>('{ pacsStatus { state } }')).pacsStatus.state;

describe('with a PACS', () => {
  it('says that it answers', async () => {
    expect(await state(technician)).toBe('REACHABLE');
  });

  it('an exam begins with its first image, and waits to be read when no more come', async () => {
    const exam = await story.registered(technician);
    const study = made(exam.accessionNo);
    await look();
    expect(await story.look(technician, exam.id)).toMatchObject({ state: 'REGISTERED' });
    sendImage(study, 1);
    await look();
    expect(await story.look(technician, exam.id)).toMatchObject({ state: 'PERFORMING' });
    sendImage(study, 2);
    await look();
    expect(await story.look(technician, exam.id)).toMatchObject({ state: 'PERFORMING' });
    await look();
    expect(await story.look(technician, exam.id)).toMatchObject({ state: 'ACQUIRED', reading: { state: 'QUEUED' } });
    expect(await linksOf(exam)).toEqual({
      studyInstanceUid: study.uid,
      imageCount: 2,
      studyLinks: { wadoUrl: `${url}/studies/${study.uid}`, viewerUrl: `https://viewer.example/?study=${study.uid}` },
    });
    const report = await story.submitted(world.person('reporter'), await story.look(technician, exam.id));
    expect(report).toMatchObject({ state: 'PUBLISHED' });
  });

  it('gives metadata of the study where the link points to', async () => {
    const exam = await story.registered(technician);
    const study = made(exam.accessionNo);
    sendImage(study, 1);
    const password = Buffer.from('alliance:alliance').toString('base64');
    const answer = await fetch(`${url}/studies/${study.uid}/metadata`, {
      headers: { accept: 'application/dicom+json', authorization: `Basic ${password}` },
    });
    const [first] = (await answer.json()) as Record<string, { Value: string[] }>[];
    expect(first!['00080050']!.Value).toEqual([exam.accessionNo]);
  });

  it('links a study when a technician asks for it, where exactly one has the accession number', async () => {
    const exam = await story.act(technician, 'startExam', await story.registered(technician));
    const command = { id: exam.id, expectedVersion: exam.version };
    const fetchStudy = () =>
      technician.tries('mutation($input: FetchExamStudyInput!) { fetchExamStudy(input: $input) { id } }', {
        input: command,
      });
    expect((await fetchStudy()).errors[0]!.extensions).toMatchObject({ code: 'STUDY_NOT_FOUND', facts: { found: 0 } });
    const study = made(exam.accessionNo);
    sendImage(study, 1);
    expect((await fetchStudy()).errors).toEqual([]);
    expect(await linksOf(exam)).toMatchObject({ studyInstanceUid: study.uid });
  });

  it('shows studies that belong to no exam, once, and two people bind one of them', async () => {
    const stray = made('UNKNOWN', { modality: 'CT' });
    sendImage(stray, 1);
    await app.work('imaging.pacs-strays');
    await app.work('imaging.pacs-strays');
    const list = `{ unmatchedStudies(first: 100) { nodes { id version studyInstanceUid patientName modality studyDate } } }`;
    const { unmatchedStudies } = await technician.asks<{
      unmatchedStudies: { nodes: { id: string; version: number; studyInstanceUid: string }[] };
    }>(list);
    const found = unmatchedStudies.nodes.filter(({ studyInstanceUid }) => studyInstanceUid === stray.uid);
    expect(found).toMatchObject([{ patientName: '测试 患者', modality: 'CT', studyDate: '2026-03-04' }]);
    const started = await story.act(technician, 'startExam', await story.registered(technician, 'CT'));
    const exam = await story.act(technician, 'acquireExam', started);
    const { id, version } = found[0]!;
    const act = (person: Person, name: string, type: string, input: object) =>
      person.tries(`mutation($input: ${type}!) { ${name}(input: $input) { state } }`, { input });
    const propose = { id, expectedVersion: version, examId: exam.id };
    expect((await act(technician, 'proposeStudyMatch', 'ProposeStudyMatchInput', propose)).errors).toEqual([]);
    const confirm = { id, expectedVersion: version + 1 };
    const alone = await act(technician, 'confirmStudyMatch', 'DecideStudyMatchInput', confirm);
    expect(alone.errors[0]!.extensions.rule).toBe('SAME_PERSON');
    const both = await act(head, 'confirmStudyMatch', 'DecideStudyMatchInput', confirm);
    expect(both.data).toEqual({ confirmStudyMatch: { state: 'MATCHED' } });
    expect(await linksOf(exam)).toMatchObject({ studyInstanceUid: stray.uid });
  });
});

describe('a PACS that refuses or is not there', () => {
  it.each([
    ['a wrong password', { PACS_URL: url, PACS_USER: 'alliance', PACS_PASSWORD: 'wrong' }],
    ['an address where nobody listens', { PACS_URL: 'http://127.0.0.1:1/dicom-web' }],
  ])('%s is told plainly, and holds nothing up', async (_, settings) => {
    const other = await app.startBeside(settings);
    const answer = await other.graphql<{ pacsStatus: { state: string } }>('{ pacsStatus { state } }', {}, technician);
    expect(answer.data).toEqual({ pacsStatus: { state: 'UNREACHABLE' } });
    await other.work('imaging.pacs-exams');
    await other.work('imaging.pacs-strays');
    await app.stopBeside(other);
  });
});
