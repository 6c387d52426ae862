import { departmentView, institutionView, staffView } from '#organization';
import { attachmentsOf, patientView } from '#patient';
import type { View } from '#platform';
import { CONSULTATION_ATTACHMENTS } from '../data/attachment-table.js';

/** No case has more invitations, attendances or versions than that. */
const MOST = 100;

const staffName = (id: string): string => `(SELECT n.name FROM staff n WHERE n.id = ${id})`;

/** An invitation; `v` is its row. */
export const invitationView: View = {
  columns: {
    id: 'v.id',
    consultationId: 'v.consultation_id',
    expertStaffId: 'v.expert_staff_id',
    expertName: staffName('v.expert_staff_id'),
    institutionName: '(SELECT n.name FROM institutions n WHERE n.id = v.institution_id)',
    isChair: 'v.is_chair',
    state: 'v.state',
    version: 'v.version',
    invitedAt: 'v.invited_at',
    answeredAt: 'v.answered_at',
    reasonCode: 'v.reason_code',
    comment: 'v.comment',
    choiceReason: 'v.choice_reason',
    choiceTaken: 'v.choice_taken',
    choiceWeightPercent: 'v.choice_weight_percent',
  },
};

/** A version of the opinion; `o` is its row. */
export const opinionView: View = {
  columns: {
    id: 'o.id',
    revision: 'o.revision',
    state: 'o.state',
    version: 'o.version',
    diagnoses: 'o.diagnoses',
    diagnosisText: 'o.diagnosis_text',
    advice: 'o.advice',
    suggestion: 'o.suggestion',
    suggestionText: 'o.suggestion_text',
    amendedBecause: 'o.amended_because',
    authorName: staffName('o.author_staff_id'),
    writtenAt: 'o.written_at',
    signedAt: 'o.signed_at',
  },
  many: {
    signatures: {
      view: {
        columns: {
          staffName: staffName('g.staff_id'),
          contentHash: 'g.content_hash',
          signedAt: 'g.signed_at',
        },
      },
      from: `FROM consultation_signatures g WHERE g.opinion_id = o.id ORDER BY g.position LIMIT ${MOST}`,
    },
  },
};

/** A case as the API shows it; `c` is its row. */
export const consultationView: View = {
  columns: {
    id: 'c.id',
    consultationNo: 'c.consultation_no',
    type: 'c.type',
    state: 'c.state',
    version: 'c.version',
    encounter: 'c.encounter',
    accompanyingName: staffName('c.accompanying_staff_id'),
    specialtyCode: 'c.specialty_code',
    wantedTitle: 'c.wanted_title',
    reason: 'c.reason',
    purposeCode: 'c.purpose_code',
    recordSummary: 'c.record_summary',
    diagnoses: 'c.diagnoses',
    wantedFrom: 'c.wanted_from',
    wantedUntil: 'c.wanted_until',
    durationMinutes: 'c.duration_minutes',
    feeCents: 'c.fee_cents',
    linkedOrderIds: 'array_to_json(c.linked_order_ids)',
    requiredExperts: 'c.required_experts',
    startsAt: 'c.starts_at',
    endsAt: 'c.ends_at',
    missingCodes: 'array_to_json(c.missing_codes)',
    missingComment: 'c.missing_comment',
    submittedAt: 'c.submitted_at',
    sessionStartedAt: 'c.session_started_at',
    sessionEndedAt: 'c.session_ended_at',
    deliveredAt: 'c.delivered_at',
    rating: 'c.rating',
    referralId: 'c.referral_id',
    orderId: 'c.order_id',
    dueAt: 'c.due_at',
    endedAt: 'c.ended_at',
    reopenedAt: 'c.reopened_at',
    endReasonCode: 'c.end_reason_code',
    retainedUntil: 'c.retained_until',
    createdAt: 'c.created_at',
  },
  one: {
    decision: {
      view: {
        columns: {
          adoption: 'c.adoption',
          reasonCode: 'c.adoption_reason_code',
          comment: 'c.adoption_comment',
          staffName: staffName('c.adopted_by_staff_id'),
          decidedAt: 'c.adopted_at',
        },
      },
      join: '',
      exists: 'c.adopted_at IS NOT NULL',
    },
    quality: {
      view: {
        columns: {
          verdict: 'c.quality_verdict',
          comment: 'c.quality_comment',
          staffName: staffName('c.quality_by_staff_id'),
          checkedAt: 'c.quality_at',
        },
      },
      join: '',
      exists: 'c.quality_at IS NOT NULL',
    },
    patient: { view: patientView('p'), join: 'JOIN patients p ON p.id = c.patient_id' },
    invitingInstitution: {
      view: institutionView('ii'),
      join: 'JOIN institutions ii ON ii.id = c.inviting_institution_id',
    },
    centre: { view: institutionView('ci'), join: 'JOIN institutions ci ON ci.id = c.centre_institution_id' },
    wantedDepartment: {
      view: departmentView('wd'),
      join: 'LEFT JOIN departments wd ON wd.id = c.wanted_department_id',
      exists: 'wd.id IS NOT NULL',
    },
    author: { view: staffView('au'), join: 'JOIN staff au ON au.id = c.author_staff_id' },
  },
  many: {
    invitations: {
      view: invitationView,
      from: `FROM consultation_invitations v WHERE v.consultation_id = c.id ORDER BY v.created_at, v.id LIMIT ${MOST}`,
    },
    attachments: attachmentsOf(CONSULTATION_ATTACHMENTS, 'c.id'),
    attendances: {
      view: {
        columns: {
          sessionNo: 'a.session_no',
          staffName: staffName('a.staff_id'),
          side: 'a.side',
          joinedAt: 'a.joined_at',
        },
      },
      from: `FROM consultation_attendances a WHERE a.consultation_id = c.id
        ORDER BY a.session_no, a.joined_at, a.staff_id LIMIT ${MOST}`,
    },
    opinions: {
      view: opinionView,
      from: `FROM consultation_opinions o WHERE o.consultation_id = c.id AND o.state <> 'DRAFTED' ORDER BY o.revision LIMIT ${MOST}`,
    },
  },
};
