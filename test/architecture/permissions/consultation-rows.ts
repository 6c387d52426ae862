import { Role } from '#identity';
import type { Person } from '#testing';
import { advisers, coordinators, inviters, type ConsultationScenery } from './consultation-scenery.js';
import { consultationRatingRows } from './consultation-set-up-rows.js';
import type { Variables } from './scenery.js';
import { key, mutation, outcomes, query, type Outcomes, type Row, type Table } from './row.js';

type Versioned = { readonly id: string; readonly version: number };
type Made = (by: Person) => Promise<Versioned>;

const attending: Role[] = [...inviters, ...advisers, Role.CONSULT_COORDINATOR];
const everybody: Role[] = [...inviters, ...advisers, ...coordinators, Role.QUALITY];
const REFUSED = 'TRANSITION_REFUSED WHO';

/** Rows of changes of consultations, of which one side may do one thing and the other another. */
class Changes {
  constructor(private readonly consultations: ConsultationScenery) {}

  of(made: Made, more: object | (() => Variables) = {}): Row['subject'] {
    return async (by) => {
      const seen = await made(by);
      return this.consultations.scenery.change(
        seen,
        typeof more === 'function' ? (more as () => Variables)() : { ...more },
      );
    };
  }
}

const row = (name: string, type: string, [own, asked]: readonly [Outcomes, Role[]], subject: Row['subject']): Table =>
  mutation(name, type, { own, other: outcomes('NOT_FOUND', ...asked), subject });
const ACTION = 'ConsultationActionInput';
const ours: readonly [Outcomes, Role[]] = [outcomes('allowed', ...inviters), inviters];
/** Who decides when and whether, on either side. */
const planning: Outcomes = {
  ...outcomes('allowed', ...inviters, Role.CONSULT_COORDINATOR),
  ...outcomes(REFUSED, ...advisers),
};
const theirs: readonly [Outcomes, Role[]] = [outcomes('allowed', ...advisers), advisers];

function readingRows(consultations: ConsultationScenery): Table {
  const { scenery } = consultations;
  const reads = outcomes('allowed', ...everybody);
  const subject = async (by: Person) => {
    const { id } = await consultations.inviting(by);
    return scenery.about(id, { id });
  };
  const listed = async (by: Person) => scenery.about((await consultations.inviting(by)).id, {});
  return {
    ...query('consultation', 'query($id: ID!) { consultation(id: $id) { id } }', {
      own: reads,
      other: outcomes('NOT_FOUND', ...everybody),
      subject,
    }),
    ...query('consultationPrint', 'query($id: ID!) { consultationPrint(id: $id, form: APPLICATION) { path } }', {
      own: reads,
      other: outcomes('NOT_FOUND', ...everybody),
      subject,
    }),
    ...query('consultations', '{ consultations(list: REGISTER, first: 100) { nodes { id } } }', {
      own: { ...reads, ...outcomes('empty', ...advisers) },
      other: outcomes('empty', ...everybody),
      subject: listed,
    }),
    ...query('consultationCounts', '{ consultationCounts { list count } }', {
      own: reads,
      other: reads,
      subject: () => scenery.about(null, {}),
    }),
  };
}

function draftingRows(consultations: ConsultationScenery): Table {
  const { scenery, story } = consultations;
  const changes = new Changes(consultations);
  const drafted: Made = (by) => consultations.drafted(by);
  return {
    ...mutation('draftConsultation', 'DraftConsultationInput', {
      own: outcomes('allowed', ...inviters),
      other: outcomes('NOT_FOUND', ...inviters),
      subject: async (by) => {
        const author = consultations.author(by);
        const patientId = await story.patient(author);
        const centreInstitutionId = scenery.county;
        const input = { ...key(), type: 'ORDINARY', patientId, centreInstitutionId, ...story.content(author) };
        return scenery.input(patientId, input);
      },
    }),
    ...row('editConsultation', 'EditConsultationInput', ours, async (by) => {
      const seen = await drafted(by);
      return scenery.change(seen, { ...story.content(consultations.author(by)) });
    }),
    ...row('submitConsultation', ACTION, ours, changes.of(drafted)),
    ...row(
      'callEmergencyConsultation',
      ACTION,
      ours,
      changes.of((by) => consultations.drafted(by, { type: 'EMERGENCY' })),
    ),
    ...row('chooseConsultationTime', 'ChooseConsultationTimeInput', ours, async (by) => {
      const expertIds = [(await consultations.expert(by)).staffId];
      return scenery.change(await drafted(by), { expertIds, startsAt: consultations.time() });
    }),
    ...row('releaseConsultationTime', ACTION, ours, changes.of(drafted)),
  };
}

function fileRows(consultations: ConsultationScenery): Table {
  const { scenery } = consultations;
  return {
    ...row('attachToConsultation', 'AttachToConsultationInput', ours, async (by) =>
      scenery.change(await consultations.drafted(by), { fileId: await consultations.upload(by), name: '心电图.png' }),
    ),
    ...row('removeConsultationAttachment', 'RemoveConsultationAttachmentInput', ours, async (by) => {
      const { attachmentId, ...seen } = await consultations.attached(by);
      return scenery.change(seen, { attachmentId });
    }),
  };
}

function decidingRows(consultations: ConsultationScenery): Table {
  const { scenery } = consultations;
  const changes = new Changes(consultations);
  const delivered: Made = (by) => consultations.delivered(by);
  return {
    ...row(
      'recordConsultationAdoption',
      'RecordConsultationAdoptionInput',
      ours,
      changes.of(delivered, { adoption: 'ADOPTED' }),
    ),
    ...row('referFromConsultation', 'ReferFromConsultationInput', ours, async (by) =>
      scenery.change(await delivered(by), { toDepartmentId: scenery.department }),
    ),
    ...row('orderFromConsultation', 'OrderFromConsultationInput', ours, async (by) =>
      scenery.change(await delivered(by), { itemCodes: [await consultations.item()] }),
    ),
    ...row('rateConsultation', 'RateConsultationInput', ours, changes.of(delivered, { rating: 5 })),
    ...row(
      'checkConsultationQuality',
      'CheckConsultationQualityInput',
      [outcomes('allowed', Role.CONSULT_COORDINATOR, Role.QUALITY), [Role.CONSULT_COORDINATOR, Role.QUALITY]],
      changes.of((by) => consultations.delivered(by), { verdict: 'GOOD' }),
    ),
  };
}

function triageRows(consultations: ConsultationScenery): Table {
  const { scenery } = consultations;
  const changes = new Changes(consultations);
  const triaging: readonly [Outcomes, Role[]] = [outcomes('allowed', ...coordinators), coordinators];
  const submitted: Made = (by) => consultations.submitted(by);
  return {
    ...row('passConsultationTriage', ACTION, triaging, changes.of(submitted)),
    ...row(
      'returnConsultation',
      'ReturnConsultationInput',
      triaging,
      changes.of(submitted, { missingCodes: ['images'] }),
    ),
    ...row('assignConsultation', 'AssignConsultationInput', triaging, async (by) => {
      const expertIds = [(await consultations.expert(by)).staffId];
      return scenery.change(await submitted(by), { expertIds });
    }),
  };
}

function planningRows(consultations: ConsultationScenery): Table {
  const changes = new Changes(consultations);
  const scheduled: Made = (by) => consultations.scheduled(by);
  return {
    ...row(
      'scheduleConsultation',
      'ScheduleConsultationInput',
      [planning, attending],
      changes.of(
        (by) => consultations.inviting(by),
        () => ({ startsAt: consultations.time() }),
      ),
    ),
    ...row(
      'rescheduleConsultation',
      'RescheduleConsultationInput',
      [planning, attending],
      changes.of(scheduled, () => ({ startsAt: consultations.time(), reasonCode: 'expert' })),
    ),
    ...row(
      'appointConsultationChair',
      'AppointConsultationChairInput',
      [outcomes('TRANSITION_REFUSED CHAIR_NOT_ACCEPTED', ...attending), attending],
      changes.of(scheduled, { chairStaffId: consultations.scenery.world.person('registrar').staffId }),
    ),
    ...row(
      'cancelConsultation',
      'CancelConsultationInput',
      [planning, attending],
      changes.of(scheduled, { reasonCode: 'improved' }),
    ),
  };
}

function sessionRows(consultations: ConsultationScenery): Table {
  const changes = new Changes(consultations);
  const scheduled: Made = (by) => consultations.scheduled(by);
  const early: Outcomes = {
    ...outcomes('TRANSITION_REFUSED OUTSIDE_WINDOW', ...inviters, ...advisers),
    ...outcomes(REFUSED, Role.CONSULT_COORDINATOR),
  };
  return {
    ...row('joinConsultation', ACTION, [early, attending], changes.of(scheduled)),
    ...row(
      'failConsultation',
      'FailConsultationInput',
      [outcomes('TRANSITION_REFUSED OUTSIDE_WINDOW', ...attending), attending],
      changes.of(scheduled, { reasonCode: 'network' }),
    ),
    ...row(
      'recordConsultationNoShow',
      ACTION,
      [outcomes('TRANSITION_REFUSED TOO_EARLY', ...coordinators), coordinators],
      changes.of(scheduled),
    ),
    ...row(
      'endConsultationSession',
      ACTION,
      [outcomes('TRANSITION_REFUSED STATE', ...attending), attending],
      changes.of(scheduled),
    ),
  };
}

function answeringRows(consultations: ConsultationScenery): Table {
  const changes = new Changes(consultations);
  const asked: Made = (by) => consultations.asked(by);
  return {
    ...row('acceptConsultation', ACTION, theirs, changes.of(asked)),
    ...row('declineConsultation', 'DeclineConsultationInput', theirs, changes.of(asked, { reasonCode: 'surgery' })),
    ...row(
      'closeConsultationWithoutOpinion',
      ACTION,
      [
        {
          ...outcomes(REFUSED, ...inviters),
          ...outcomes('TRANSITION_REFUSED OPINION_NEEDED', ...advisers, Role.CONSULT_COORDINATOR),
        },
        attending,
      ],
      changes.of((by) => consultations.awaiting(by)),
    ),
  };
}

function opinionRows(consultations: ConsultationScenery): Table {
  const changes = new Changes(consultations);
  const written: Made = (by) => consultations.written(by);
  const words = { advice: '完善检查', suggestion: 'TREAT_LOCALLY' };
  return {
    ...row(
      'openConsultationAmendment',
      'OpenConsultationAmendmentInput',
      [planning, attending],
      changes.of((by) => consultations.closed(by), { reasonCode: 'new_result' }),
    ),
    ...row(
      'writeConsultationOpinion',
      'WriteConsultationOpinionInput',
      theirs,
      changes.of((by) => consultations.awaiting(by), words),
    ),
    ...row('editConsultationOpinion', 'EditConsultationOpinionInput', theirs, changes.of(written, words)),
    ...row(
      'reopenConsultationOpinion',
      ACTION,
      [outcomes('TRANSITION_REFUSED NOT_SIGNED', ...advisers), advisers],
      changes.of(written),
    ),
    ...row(
      'signConsultationOpinion',
      'SignConsultationOpinionInput',
      theirs,
      changes.of(written, { password: consultations.password }),
    ),
  };
}

/** What everybody may do with a consultation of the north township with the county. */
export function consultationRows(consultations: ConsultationScenery): Table {
  return {
    ...readingRows(consultations),
    ...consultationRatingRows(consultations.scenery),
    ...draftingRows(consultations),
    ...fileRows(consultations),
    ...decidingRows(consultations),
    ...triageRows(consultations),
    ...planningRows(consultations),
    ...sessionRows(consultations),
    ...answeringRows(consultations),
    ...opinionRows(consultations),
  };
}
