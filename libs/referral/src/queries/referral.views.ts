import { departmentView, institutionView, staffView } from '#organization';
import { attachmentsOf, patientView } from '#patient';
import type { View } from '#platform';
import { REFERRAL_ATTACHMENTS } from '../data/attachment-table.js';
import { ADVICE, allEvents, informationExchange, latestEvents } from './event.views.js';
import { lastSlotSearch, slotSearches } from './slot-search.views.js';

/** No referral has more follow-ups, attempts to reach the patient, or referrals that it was passed on as. */
const MAX_FOLLOW_UPS = 100;

const clinicalView: View = {
  columns: {
    diagnoses: 'cp.diagnoses',
    chiefComplaint: 'cp.chief_complaint',
    presentIllness: 'cp.present_illness',
    pastHistory: 'cp.past_history',
    allergyStatus: 'cp.allergy_status',
    allergyDetail: 'cp.allergy_detail',
    treatmentCourse: 'cp.treatment_course',
    currentMedication: 'cp.current_medication',
    admittedOn: 'cp.admitted_on',
    treatmentPlan: 'cp.treatment_plan',
    conditionChange: 'cp.condition_change',
    transportFitness: 'cp.transport_fitness',
    transportNeeds: 'cp.transport_needs',
    consciousness: 'cp.consciousness',
  },
};

const heldSql = (column: 'session_id' | 'bed_pool_id'): string =>
  `(SELECT h.${column} FROM capacity_holds h
    WHERE h.subject_domain = 'referral' AND h.subject_id = r.id AND h.ended_at IS NULL)`;

const arrangementView: View = {
  columns: {
    visitTime: 'ra.visit_time',
    floor: 'ra.floor',
    room: 'ra.room',
    phone: 'ra.phone',
    ward: 'ra.ward',
    bed: 'ra.bed',
    nurseStationPhone: 'ra.nurse_station_phone',
    clinicSessionId: heldSql('session_id'),
    bedPoolId: heldSql('bed_pool_id'),
    code: 'ra.code_ciphertext',
    codeExpiresAt: 'ra.code_expires_at',
  },
  one: {
    doctor: {
      view: staffView('rd'),
      join: 'LEFT JOIN staff rd ON rd.id = ra.doctor_staff_id',
      exists: 'ra.doctor_staff_id IS NOT NULL',
    },
  },
};

const outcomeView: View = {
  columns: {
    diagnoses: 'ro.diagnoses',
    treatment: 'ro.treatment',
    feedback: 'ro.feedback',
    appropriate: 'ro.appropriate',
    inappropriateReason: 'ro.inappropriate_reason',
    recordedAt: 'ro.recorded_at',
  },
};

const emergencyView: View = {
  columns: {
    consciousness: 'em.consciousness',
    phone: 'em.phone_ciphertext',
    acknowledgedAt: 'em.acknowledged_at',
    acknowledgedByName: '(SELECT ea.name FROM staff ea WHERE ea.id = em.acknowledged_by_staff_id)',
    acknowledgedInDutyGap: 'em.acknowledged_in_duty_gap',
    amendedAt: 'em.amended_at',
  },
};

/** Another referral of the same way; `alias` is its row. */
const linkView = (alias: string): View => ({
  columns: {
    id: `${alias}.id`,
    referralNo: `${alias}.referral_no`,
    state: `${alias}.state`,
    toInstitutionName: `(SELECT li.name FROM institutions li WHERE li.id = ${alias}.to_institution_id)`,
    toDepartmentName: `(SELECT ld.name FROM departments ld WHERE ld.id = ${alias}.to_department_id)`,
  },
});

/** A referral beyond the alliance as the API shows it; `og` is its row. */
export const onwardView: View = {
  columns: {
    id: 'og.id',
    referralNo: 'og.referral_no',
    state: 'og.state',
    version: 'og.version',
    institutionName: 'og.institution_name',
    departmentName: 'og.department_name',
    answer: 'og.answer',
    createdAt: 'og.created_at',
    sentAt: 'og.sent_at',
    answeredAt: 'og.answered_at',
    endedAt: 'og.ended_at',
  },
};

const downPackageView: View = {
  columns: {
    dischargeDiagnoses: 'dc.diagnoses',
    summary: 'dp.summary',
    medicines: 'dp.medicines',
    recheckAdvice: 'dp.recheck_advice',
    rehabilitationGoals: 'dp.rehabilitation_goals',
    nursingPoints: 'dp.nursing_points',
    warningSymptoms: 'dp.warning_symptoms',
    monitoringIndicators: 'dp.monitoring_indicators',
    highRisk: 'dp.high_risk',
    firstFollowUpOn: 'dp.first_follow_up_on',
  },
};

const contactAttemptView: View = {
  columns: {
    madeAt: 'ca.made_at',
    note: 'ca.note',
    staffName: '(SELECT cs.name FROM staff cs WHERE cs.id = ca.staff_id)',
  },
};

/** A follow-up as the API shows it; `t` is its row. */
const followUpView: View = {
  columns: {
    id: 't.id',
    referralId: 't.referral_id',
    dueOn: 't.due_on',
    state: 't.state',
    method: 't.method',
    condition: 't.condition',
    values: 't.measured_values',
    summary: 't.summary',
    recordedAt: 't.recorded_at',
    version: 't.version',
    doctorName: '(SELECT fud.name FROM staff fud WHERE fud.id = t.doctor_staff_id)',
    villageDoctorName: '(SELECT fuv.name FROM staff fuv WHERE fuv.id = t.village_doctor_staff_id)',
    recordedByName: '(SELECT fur.name FROM staff fur WHERE fur.id = t.recorded_by_staff_id)',
  },
  many: {
    attempts: {
      view: contactAttemptView,
      from: `FROM referral_contact_attempts ca WHERE ca.referral_id = t.referral_id AND ca.task_id = t.id
             ORDER BY ca.made_at DESC, ca.id DESC LIMIT ${MAX_FOLLOW_UPS}`,
    },
  },
};

/** The same by itself; `r` is the row of its referral. */
export const followUpTaskView: View = {
  ...followUpView,
  one: { patient: { view: patientView('tp'), join: 'JOIN patients tp ON tp.id = r.patient_id' } },
};

/** A referral as the API shows it; `r` is its row. */
export const referralView: View = {
  columns: {
    id: 'r.id',
    referralNo: 'r.referral_no',
    direction: 'r.direction',
    kind: 'r.kind',
    retrospective: 'r.retrospective',
    recordedLate: 'r.recorded_late',
    source: 'r.source',
    priority: 'r.priority',
    state: 'r.state',
    version: 'r.version',
    purposeCode: 'r.purpose_code',
    purposeComment: 'r.purpose_comment',
    expectedHandling: 'r.expected_handling',
    handling: 'r.handling',
    firstSubmittedAt: 'r.first_submitted_at',
    receivedAt: 'r.received_at',
    arrivedAt: 'r.arrived_at',
    consentDueAt: 'r.consent_due_at',
    archivedAt: 'r.archived_at',
    stateChangedAt: 'r.state_changed_at',
    endedAt: 'r.ended_at',
    createdAt: 'r.created_at',
    advice: ADVICE,
  },
  one: {
    patient: { view: patientView('pt'), join: 'JOIN patients pt ON pt.id = r.patient_id' },
    fromInstitution: { view: institutionView('fi'), join: 'JOIN institutions fi ON fi.id = r.from_institution_id' },
    toInstitution: { view: institutionView('ti'), join: 'JOIN institutions ti ON ti.id = r.to_institution_id' },
    toDepartment: { view: departmentView('td'), join: 'JOIN departments td ON td.id = r.to_department_id' },
    author: { view: staffView('au'), join: 'JOIN staff au ON au.id = r.author_staff_id' },
    owner: {
      view: staffView('ow'),
      join: 'LEFT JOIN staff ow ON ow.id = r.owner_staff_id',
      exists: 'r.owner_staff_id IS NOT NULL',
    },
    wantedDoctor: {
      view: staffView('wd'),
      join: 'LEFT JOIN staff wd ON wd.id = r.wanted_doctor_staff_id',
      exists: 'r.wanted_doctor_staff_id IS NOT NULL',
    },
    clinical: { view: clinicalView, join: 'JOIN clinical_packages cp ON cp.id = r.package_id' },
    arrangement: {
      view: arrangementView,
      join: 'LEFT JOIN referral_arrangements ra ON ra.referral_id = r.id AND ra.replaced_at IS NULL',
      exists: 'ra.id IS NOT NULL',
    },
    fromDepartment: {
      view: departmentView('fd'),
      join: 'LEFT JOIN departments fd ON fd.id = r.from_department_id',
      exists: 'r.from_department_id IS NOT NULL',
    },
    downPackage: {
      view: downPackageView,
      join: `LEFT JOIN down_packages dp ON dp.package_id = r.package_id AND r.direction = 'DOWN'
             LEFT JOIN clinical_packages dc ON dc.id = dp.package_id`,
      exists: 'dp.package_id IS NOT NULL',
    },
    answers: {
      view: linkView('an'),
      join: 'LEFT JOIN referrals an ON an.id = r.answers_id',
      exists: 'r.answers_id IS NOT NULL',
    },
    lastSlotSearch,
    outcome: {
      view: outcomeView,
      join: 'LEFT JOIN referral_outcomes ro ON ro.referral_id = r.id',
      exists: 'ro.referral_id IS NOT NULL',
    },
    emergency: {
      view: emergencyView,
      join: 'LEFT JOIN referral_emergencies em ON em.referral_id = r.id',
      exists: 'em.referral_id IS NOT NULL',
    },
    parent: {
      view: linkView('pr'),
      join: 'LEFT JOIN referrals pr ON pr.id = r.parent_id',
      exists: 'pr.id IS NOT NULL',
    },
    onward: {
      view: onwardView,
      join: 'LEFT JOIN onward_referrals og ON og.parent_id = r.id',
      exists: 'og.id IS NOT NULL',
    },
  },
  many: {
    attachments: attachmentsOf(REFERRAL_ATTACHMENTS, 'r.package_id'),
    informationExchange,
    latestEvents,
    events: allEvents,
    slotSearches,
    followUps: {
      view: followUpView,
      from: `FROM follow_up_tasks t WHERE t.referral_id = r.id ORDER BY t.due_on DESC, t.id DESC LIMIT ${MAX_FOLLOW_UPS}`,
    },
    contactAttempts: {
      view: contactAttemptView,
      from: `FROM referral_contact_attempts ca WHERE ca.referral_id = r.id AND ca.task_id IS NULL
             ORDER BY ca.made_at DESC, ca.id DESC LIMIT ${MAX_FOLLOW_UPS}`,
    },
  },
};
