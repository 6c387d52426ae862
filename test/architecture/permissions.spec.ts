import { randomUUID } from 'node:crypto';
import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, isInputObjectType, type GraphQLSchema } from 'graphql';
import { Role } from '#identity';
import { ImagingStory, LiveClient, TestApp, World, type Answer, type InstitutionName, type Person } from '#testing';
import { auditRows } from './permissions/audit-rows.js';
import { calendarFeedRows, calendarRows } from './permissions/calendar-rows.js';
import { CalendarScenery } from './permissions/calendar-scenery.js';
import { capacityPlanningRows, capacityReadingRows } from './permissions/capacity-rows.js';
import { CapacityScenery } from './permissions/capacity-scenery.js';
import { consultationRows } from './permissions/consultation-rows.js';
import { ConsultationScenery } from './permissions/consultation-scenery.js';
import { criticalValueRows } from './permissions/critical-value-rows.js';
import { CriticalValueScenery } from './permissions/critical-value-scenery.js';
import { dutyChangeRows, dutyPlanningRows, dutyReadingRows, dutyReferenceRows } from './permissions/duty-rows.js';
import {
  DownScenery,
  downReceivingRows,
  downSendingRows,
  followUpRows,
  downAttachmentRows,
} from './permissions/down-referral-rows.js';
import { rotaBookingRows } from './permissions/booking-rows.js';
import { rotaPlanRows, rotaSessionRows, rotaSetupRows, secondmentRows } from './permissions/dispatch-rows.js';
import { DispatchScenery } from './permissions/dispatch-scenery.js';
import { DutyScenery } from './permissions/duty-scenery.js';
import {
  deliveryRows,
  greenChannelReferenceRows,
  referenceRows,
  workCalendarRows,
} from './permissions/platform-rows.js';
import {
  NoticeScenery,
  callRows,
  inboxRows,
  noticeChannelRows,
  noticeTemplateRows,
} from './permissions/notice-rows.js';
import {
  PROVIDER_SETTINGS,
  accountRows,
  passwordRows,
  sessionRows,
  delegationRows,
} from './permissions/identity-rows.js';
import { indicatorChangeRows, indicatorRows } from './permissions/indicator-rows.js';
import { consultationSetUpRows, consultationSlotRows } from './permissions/consultation-set-up-rows.js';
import {
  LaboratoryScenery,
  labSetUpRows,
  specimenHandlingRows,
  specimenReadingRows,
} from './permissions/laboratory-rows.js';
import { labReportRows } from './permissions/lab-report-rows.js';
import { recognitionRows } from './permissions/recognition-rows.js';
import { MachineScenery, machineRows } from './permissions/machine-rows.js';
import {
  capabilityRows,
  catalogueReadingRows,
  catalogueRows,
  departmentRows,
  directoryRows,
  organizationRows,
} from './permissions/organization-rows.js';
import {
  breakGlassRows,
  consentTextRows,
  patientDeskRows,
  patientLookRows,
  patientReadingRows,
  patientRows,
  teamRows,
} from './permissions/patient-rows.js';
import { PatientScenery } from './permissions/patient-scenery.js';
import {
  arrivalRows,
  attachmentRows,
  decisionRows,
  listeningRows,
  printRows,
  sendingRows,
} from './permissions/referral-rows.js';
import { greenChannelRows, routingRows } from './permissions/routing-rows.js';
import { OPERATIONS, operationsOf, type Operation } from './permissions/operations.js';
import type { Outcome, Outcomes, Row, Table } from './permissions/row.js';
import { emergencyRows, endingRows, exchangeRows, redirectionRows, reviewRows } from './permissions/up-rows.js';
import { UpScenery } from './permissions/up-scenery.js';
import {
  ImagingScenery,
  examReadingRows,
  imagingReportRows,
  imagingReviewRows,
  imagingRows,
  performingRows,
  reportWritingRows,
  retractionRows,
  studyRows,
} from './permissions/imaging-rows.js';
import { OrderScenery, orderRows } from './permissions/order-rows.js';
import { readingSetUpRows } from './permissions/reading-set-up-rows.js';
import { WorklistScenery, worklistRows } from './permissions/worklist-rows.js';
import { workListRows } from './permissions/work-list-rows.js';
import { setupRows } from './permissions/setup-rows.js';
import { Scenery, type Subject, type Variables } from './permissions/scenery.js';

/** Operations that name an object and show it to everybody who is signed in: the directory holds no patient. */
const OPEN_DIRECTORY = [
  'departments',
  'institution',
  'staffMembers',
  'travelMinutes',
  'addRotaDemand',
  'institutionCapabilities',
  'qualityQualifications',
];
/** Operations that name an object and show it to whoever treats and coordinates, wherever in the alliance. */
const OPEN_TO_CARE = [
  'currentOnDuty',
  'onDutyAt',
  'clinicSessions',
  'freeClinicSessions',
  'bedPools',
  'consultationSlots',
];
/** Lists whose filters name objects: what belongs elsewhere leaves them empty. */
const FILTERED_LISTS = ['auditEntries', 'noticeDeliveries', 'referralWorkList', 'rotaBookings', 'rotaSessions'];
/** What is made of the own people, and so at the own institution, wherever that is. */
const OF_OWN_PEOPLE = ['registerFamilyDoctorTeam'];
const SEEN_ELSEWHERE = [...OPEN_DIRECTORY, ...OPEN_TO_CARE, ...FILTERED_LISTS, ...OF_OWN_PEOPLE];
const PUBLIC_OPERATIONS = [
  'Query.reasonCodes',
  'Mutation.signIn',
  'Mutation.completeSignIn',
  'Mutation.completeProviderSignIn',
  'GET /sign-in/oidc',
  'GET /sign-in/oidc/callback',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  // Whoever brings a signed link; it stands for the session that asked for it.
  'GET /referral-attachments/:id',
  'GET /consent-files/:id',
  'GET /consultation-attachments/:id',
  // Whoever brings a link that nobody guesses.
  'GET /calendar-feeds/:token.ics',
];
const TOWNSHIP_ROLES: readonly string[] = [Role.VILLAGE_DOCTOR, Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD];
const DEPARTMENT_ROLES: readonly string[] = [Role.COUNTY_DOCTOR, Role.DEPT_HEAD];
/** Operations that change what a session may do. */
const OF_SESSIONS = /signOut|actOnBehalf/;
const roles = Object.values(Role);

let app: TestApp;
let world: World;
let schema: GraphQLSchema;
let table: Table;
const own = new Map<Role, Person>();
const other = new Map<Role, Person>();
let addresses = 0;

beforeAll(async () => {
  app = await TestApp.start(PROVIDER_SETTINGS);
  world = await World.create(app);
  schema = app.nest.get(GraphQLSchemaHost).schema;
  const hire = (role: Role, institution: InstitutionName, department: string): Promise<Person> =>
    world.hire(role, institution, DEPARTMENT_ROLES.includes(role) ? department : undefined);
  for (const role of roles) {
    own.set(role, await hire(role, TOWNSHIP_ROLES.includes(role) ? 'north' : 'county', 'cardiology'));
    other.set(role, await hire(role, 'tcm', 'tcm-internal'));
  }
  const scenery = new Scenery(app, world);
  const duty = new DutyScenery(world, scenery);
  const notices = new NoticeScenery(app, scenery);
  const capacity = new CapacityScenery(world, scenery);
  const dispatch = new DispatchScenery(app, world);
  const laboratory = await LaboratoryScenery.begin(app, scenery);
  const imaging = new ImagingScenery(scenery, await ImagingStory.in(app, world));
  const up = new UpScenery(app, scenery);
  const down = new DownScenery(world);
  const patients = new PatientScenery(world, scenery);
  table = {
    ...sessionRows(scenery),
    ...delegationRows(scenery),
    ...passwordRows(scenery),
    ...directoryRows(scenery),
    ...organizationRows(scenery),
    ...departmentRows(scenery),
    ...catalogueReadingRows(scenery),
    ...capabilityRows(scenery),
    ...catalogueRows(scenery),
    ...setupRows(app, world, scenery),
    ...dutyReadingRows(scenery),
    ...dutyReferenceRows(scenery),
    ...dutyPlanningRows(scenery, duty),
    ...dutyChangeRows(scenery, duty),
    ...capacityReadingRows(scenery),
    ...capacityPlanningRows(scenery, capacity),
    ...rotaSetupRows(scenery, dispatch),
    ...rotaPlanRows(scenery, dispatch),
    ...rotaSessionRows(scenery, dispatch),
    ...rotaBookingRows(scenery, dispatch),
    ...secondmentRows(scenery, dispatch),
    ...calendarRows(scenery, new CalendarScenery(world)),
    ...calendarFeedRows(scenery),
    ...accountRows(scenery),
    ...machineRows(scenery, new MachineScenery(scenery)),
    ...auditRows(scenery),
    ...patientReadingRows(scenery),
    ...patientRows(scenery),
    ...patientLookRows(scenery),
    ...breakGlassRows(scenery, patients),
    ...patientDeskRows(scenery, patients),
    ...teamRows(scenery, patients),
    ...consentTextRows(scenery),
    ...sendingRows(scenery),
    ...attachmentRows(scenery),
    ...decisionRows(scenery),
    ...arrivalRows(scenery),
    ...listeningRows(scenery),
    ...routingRows(scenery),
    ...greenChannelRows(scenery),
    ...printRows(scenery),
    ...reviewRows(scenery, up),
    ...emergencyRows(scenery, up),
    ...exchangeRows(scenery, up),
    ...endingRows(scenery, up),
    ...redirectionRows(scenery, up),
    ...downSendingRows(scenery, down),
    ...downAttachmentRows(scenery, down),
    ...downReceivingRows(scenery, down),
    ...followUpRows(scenery, down),
    ...consultationRows(new ConsultationScenery(app, scenery)),
    ...criticalValueRows(scenery, new CriticalValueScenery(world, scenery)),
    ...workListRows(scenery),
    ...orderRows(scenery, new OrderScenery(scenery)),
    ...imagingRows(scenery, imaging),
    ...performingRows(scenery, imaging),
    ...examReadingRows(scenery, imaging),
    ...reportWritingRows(scenery, imaging),
    ...retractionRows(scenery, imaging),
    ...studyRows(scenery, imaging),
    ...imagingReportRows(scenery, imaging),
    ...imagingReviewRows(scenery, imaging),
    ...worklistRows(scenery, new WorklistScenery(app, scenery)),
    ...readingSetUpRows(scenery),
    ...specimenReadingRows(laboratory),
    ...specimenHandlingRows(laboratory),
    ...labSetUpRows(scenery),
    ...labReportRows(laboratory),
    ...consultationSlotRows(scenery),
    ...consultationSetUpRows(scenery),
    ...recognitionRows(laboratory),
    ...deliveryRows(scenery),
    ...workCalendarRows(scenery),
    ...referenceRows(scenery),
    ...greenChannelReferenceRows(scenery),
    ...indicatorRows(scenery),
    ...indicatorChangeRows(scenery),
    ...inboxRows(scenery, notices),
    ...noticeTemplateRows(scenery),
    ...noticeChannelRows(scenery, notices),
    ...callRows(scenery, notices),
  };
});

afterAll(() => app.stop());

/** Each request comes from an address of its own, so that wrong passwords do not stop the next one. */
const address = (): string => `10.1.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`;

/** Sends an operation the way it goes: over HTTP, or a subscription until its first update. */
async function ask(token: string | undefined, document: string, variables: Variables): Promise<Answer<Variables>> {
  if (!document.startsWith('subscription')) return app.graphql(document, variables, { token, address: address() });
  return LiveClient.firstAnswer(await app.url(), { token }, { document, variables });
}

function outcomeOf({ data, errors }: Answer<Record<string, unknown>>, { object, variables }: Subject): string {
  const [error] = errors;
  if (error) return [error.extensions.code, error.extensions.rule].filter(Boolean).join(' ');
  const isList = object !== null && !JSON.stringify(variables).includes(object);
  return isList && !JSON.stringify(data).includes(object) ? 'empty' : 'allowed';
}

const expectedOf = (outcomes: Outcomes, role: Role): Outcome => outcomes[role] ?? outcomes.everybody ?? 'FORBIDDEN';

/** A thing that does not depend on who asks, and that a request leaves as it was, serves the next request as well. */
function subjectsOf({ document, subject }: Row): (by: Person, outcome: Outcome) => Promise<Subject> {
  let shared: Promise<Subject> | undefined;
  const isRead = !/^(mutation|subscription)/.test(document);
  const isForAnybody = subject.length === 0;
  return async (by, outcome) => {
    const remains = outcome === 'FORBIDDEN' || (isForAnybody && (isRead || outcome === 'NOT_FOUND'));
    return remains ? (shared ??= Promise.resolve(subject(by))) : subject(by);
  };
}

/** What each role is answered. */
async function answersTo(
  row: Row,
  people: ReadonlyMap<Role, Person>,
  outcomes: Outcomes,
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const subjectFor = subjectsOf(row);
  for (const [role, member] of people) {
    // Whoever signs out, or acts for somebody else from then on, does so in a session of its own.
    const person = OF_SESSIONS.test(row.document) ? await world.signInAgain(member) : member;
    const subject = await subjectFor(member, expectedOf(outcomes, role));
    const answer = await ask(person.token, row.document, subject.variables);
    answers[role] = outcomeOf(answer, subject);
  }
  return answers;
}

const expectedAnswers = (outcomes: Outcomes): Record<string, string> =>
  Object.fromEntries(roles.map((role) => [role, expectedOf(outcomes, role)]));

describe('the table of permissions', () => {
  it('has a row for every operation of the schema, and no other', () => {
    const operations = operationsOf(schema).map(({ name }) => name);
    expect(Object.keys(table).toSorted()).toEqual(operations.toSorted());
    expect(OPERATIONS).toEqual(operations.toSorted());
  });

  it('lets nobody of another institution reach an object by its id', () => {
    const named = operationsOf(schema).filter((field) => namesAnObject(field) && !SEEN_ELSEWHERE.includes(field.name));
    const elsewhere = named.flatMap(({ name }) =>
      roles
        .map((role) => `${name} ${role} ${expectedOf(table[name]!.other, role)}`)
        .filter((cell) => !/ (NOT_FOUND|FORBIDDEN( LEAD_HOSPITAL)?)$/.test(cell)),
    );
    expect(elsewhere).toEqual([]);
  });
});

describe('people of the institution', () => {
  it.each(OPERATIONS)('are answered by %s according to their role', async (operation) => {
    const row = table[operation]!;
    expect(await answersTo(row, own, row.own)).toEqual(expectedAnswers(row.own));
  });
});

describe('people of another institution', () => {
  it.each(OPERATIONS)('are answered by %s according to their role', async (operation) => {
    const row = table[operation]!;
    expect(await answersTo(row, other, row.other)).toEqual(expectedAnswers(row.other));
  });

  it.each(OPERATIONS)('cannot tell from %s whether an object exists', async (operation) => {
    const row = table[operation]!;
    const subjectFor = subjectsOf(row);
    for (const role of roles.filter((candidate) => expectedOf(row.other, candidate) === 'NOT_FOUND')) {
      const person = other.get(role)!;
      const { object, variables } = await subjectFor(person, 'NOT_FOUND');
      const nonexistent = randomUUID();
      const elsewhere = replaceIn(variables, object!, nonexistent);
      const ofExisting = await ask(person.token, row.document, variables);
      const ofNothing = await ask(person.token, row.document, elsewhere);
      expect(comparable(ofExisting, object!)).toEqual(comparable(ofNothing, nonexistent));
    }
  });
});

describe('whoever is not signed in', () => {
  it.each(OPERATIONS)('is answered by %s like everybody outside', async (operation) => {
    const { document, subject, nobody } = table[operation]!;
    const about = await subject(world.person('auditor'));
    const answer = await ask(undefined, document, about.variables);
    expect(outcomeOf(answer, about)).toBe(nobody);
  });
});

describe('every door of the API', () => {
  it('says who may pass, and only the known ones are open to everybody', () => {
    const doors = doorsOf(app);
    expect(doors.filter(({ isPublic, permissions }) => !isPublic && permissions.length === 0)).toEqual([]);
    const open = doors.filter(({ isPublic }) => isPublic).map(({ name }) => name);
    expect(open.toSorted()).toEqual(PUBLIC_OPERATIONS.toSorted());
    const named = doors.flatMap(({ name }) => /^(?:Query|Mutation|Subscription)\.(\w+)$/.exec(name)?.[1] ?? []);
    expect(named.toSorted()).toEqual(OPERATIONS);
  });
});

/** Whether an argument, or a field of the input, is an id. */
function namesAnObject({ args }: Operation): boolean {
  const types = args.map(({ type }) => getNamedType(type));
  const fields = types.flatMap((type) => (isInputObjectType(type) ? Object.values(type.getFields()) : []));
  return [...types, ...fields.map(({ type }) => getNamedType(type))].some(({ name }) => name === 'ID');
}

function replaceIn(variables: Variables, id: string, by: string): Variables {
  return JSON.parse(JSON.stringify(variables).replaceAll(id, by)) as Variables;
}

/** An answer without what differs between any two requests. */
function comparable({ status, data, errors }: Answer<unknown>, id: string): unknown {
  const text = JSON.stringify({ status, data, errors }).replaceAll(id, 'ID');
  // A barcode is answered as labels carry it.
  return text.replaceAll(id.toUpperCase(), 'ID').replaceAll(/"requestId":"[^"]+"/g, '"requestId"');
}

interface Door {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly isPublic: boolean;
}

/** Every GraphQL operation and HTTP route that the running application has, with what its guard reads. */
function doorsOf({ nest }: TestApp): Door[] {
  const reflector = nest.get(Reflector);
  const scanner = new MetadataScanner();
  const modules = [...nest.get(ModulesContainer).values()];
  const classes = modules.flatMap(({ providers, controllers }) =>
    [...providers.values(), ...controllers.values()].flatMap(({ metatype }) => (metatype?.prototype ? [metatype] : [])),
  );
  return [...new Set(classes)].flatMap((type) => {
    const prototype = type.prototype as Record<string, unknown>;
    // What a class inherits is its door too, below its own address.
    return scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method];
      const name = typeof handler === 'function' ? doorName(handler, type, method) : null;
      if (!name) return [];
      const targets = [handler as () => unknown, type as () => unknown];
      return [
        {
          name,
          permissions: reflector.getAllAndOverride<string[] | undefined>('access:permissions', targets) ?? [],
          isPublic: reflector.getAllAndOverride<boolean | undefined>('access:public', targets) ?? false,
        },
      ];
    });
  });
}

function doorName(handler: object, type: object, method: string): string | null {
  const operation = Reflect.getMetadata('graphql:resolver_type', handler) as string | undefined;
  if (operation === 'Query' || operation === 'Mutation' || operation === 'Subscription')
    return `${operation}.${method}`;
  const path = Reflect.getMetadata('path', handler) as string | undefined;
  if (path === undefined) return null;
  const verb =
    RequestMethod[(Reflect.getMetadata('method', handler) as RequestMethod | undefined) ?? RequestMethod.GET];
  const parts = [Reflect.getMetadata('path', type) as string, path].filter((part) => part !== '/');
  return `${verb} /${parts.join('/')}`;
}
