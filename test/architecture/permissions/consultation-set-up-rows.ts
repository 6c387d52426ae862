import { Role } from '#identity';
import { mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const taking: Role[] = [
  Role.TOWNSHIP_DOCTOR,
  Role.TOWNSHIP_HEAD,
  Role.COUNTY_DOCTOR,
  Role.DEPT_HEAD,
  Role.EXPERT,
  Role.CONSULT_COORDINATOR,
];

/** When a consultation could be: asked by whoever takes part in them. */
export function consultationSlotRows(scenery: Scenery): Table {
  const anybody = outcomes('allowed', ...taking);
  return query(
    'consultationSlots',
    `query($from: DateTime!, $to: DateTime!) {
      consultationSlots(specialtyCode: "PERMISSIONS", from: $from, to: $to, durationMinutes: 30) { slots { startsAt } } }`,
    {
      own: anybody,
      other: anybody,
      subject: () => scenery.about(null, { from: '2026-03-09T00:00:00Z', to: '2026-03-10T00:00:00Z' }),
    },
  );
}

/** How those who asked have rated: told to those who look after the quality. */
export function consultationRatingRows(scenery: Scenery): Table {
  const counted = outcomes('allowed', Role.CONSULT_COORDINATOR, Role.QUALITY);
  const document = 'query($from: LocalDate!, $to: LocalDate!) { consultationRatings(from: $from, to: $to) { rated } }';
  const subject = () => scenery.about(null, { from: '2026-03-01', to: '2026-03-31' });
  return query('consultationRatings', document, { own: counted, other: counted, subject });
}

/** What consultations are arranged by: kept by the lead hospital's administrator. */
export function consultationSetUpRows(scenery: Scenery): Table {
  const admin = outcomes('allowed', Role.SYSTEM_ADMIN);
  const elsewhere = outcomes('FORBIDDEN LEAD_HOSPITAL', Role.SYSTEM_ADMIN);
  const row = (name: string, type: string, input: object, own = admin): Table =>
    mutation(
      name,
      type,
      { own, other: elsewhere, subject: () => scenery.input(null, { expectedVersion: 0, ...input }) },
      '{ weights { version } }',
    );
  const invitingInstitutionId = scenery.world.institutionId('south');
  const invitedInstitutionId = scenery.world.institutionId('tcm');
  const expertId = scenery.world.person('expert').staffId;
  const nothing = outcomes('NOT_FOUND', Role.SYSTEM_ADMIN);
  return {
    ...query('consultationSetUp', '{ consultationSetUp { agreements { version } } }', {
      own: admin,
      other: admin,
      subject: () => scenery.about(null, {}),
    }),
    ...row('changeCooperationAgreement', 'ChangeCooperationAgreementInput', {
      invitingInstitutionId,
      invitedInstitutionId,
      agreementNo: 'PERMISSIONS',
    }),
    ...row(
      'endCooperationAgreement',
      'EndCooperationAgreementInput',
      { invitingInstitutionId: invitedInstitutionId, invitedInstitutionId: invitingInstitutionId },
      nothing,
    ),
    ...row('changeConsultationHours', 'ChangeConsultationHoursInput', { institutionId: invitingInstitutionId }),
    ...row('changeConsultationRoom', 'ChangeConsultationRoomInput', {
      institutionId: invitedInstitutionId,
      template: 'https://video.example/{room}',
    }),
    ...row('changeConsultationWeight', 'ChangeConsultationWeightInput', { expertId, weightPercent: 100 }),
  };
}
