import { departmentView, institutionView, staffView } from '#organization';
import { patientView } from '#patient';
import type { View } from '#platform';

/** No critical value has more attempts or turns than that. */
const MOST = 100;

const staffName = (id: string): string => `(SELECT n.name FROM staff n WHERE n.id = ${id})`;

/** A critical value as the API shows it; `c` is its row. */
export const criticalValueView: View = {
  columns: {
    id: 'c.id',
    criticalNo: 'c.critical_no',
    drill: 'c.drill',
    domain: 'c.domain',
    subjectId: 'c.subject_id',
    encounter: 'c.encounter',
    findingCode: 'c.finding_code',
    itemCode: 'c.item_code',
    findingText: 'c.finding_text',
    value: 'c.value',
    unit: 'c.unit',
    state: 'c.state',
    version: 'c.version',
    unverified: 'c.unverified',
    revision: 'c.revision',
    detectedAt: 'c.detected_at',
    detectedByName: staffName('c.detected_by_staff_id'),
    dueAt: 'c.due_at',
    notifiedAt: 'c.notified_at',
    acknowledgedAt: 'c.acknowledged_at',
    acknowledgedByName: staffName('c.acknowledged_by_staff_id'),
    handledAt: 'c.handled_at',
    handledByName: staffName('c.handled_by_staff_id'),
    measures: 'c.measures',
    referralId: 'c.referral_id',
    heldFalse: 'cardinality(c.doubters) > 0',
    heldFalseReasonCode: 'c.doubt_reason_code',
    endedAt: 'c.ended_at',
  },
  one: {
    patient: {
      view: patientView('p'),
      join: 'LEFT JOIN patients p ON p.id = c.patient_id',
      exists: 'p.id IS NOT NULL',
    },
    orderingInstitution: {
      view: institutionView('oi'),
      join: 'JOIN institutions oi ON oi.id = c.ordering_institution_id',
    },
    orderingDepartment: {
      view: departmentView('od'),
      join: 'LEFT JOIN departments od ON od.id = c.ordering_department_id',
      exists: 'od.id IS NOT NULL',
    },
    orderingDoctor: {
      view: staffView('os'),
      join: 'LEFT JOIN staff os ON os.id = c.ordering_staff_id',
      exists: 'os.id IS NOT NULL',
    },
    centre: { view: institutionView('ci'), join: 'JOIN institutions ci ON ci.id = c.centre_institution_id' },
  },
  many: {
    verifications: {
      view: { columns: { staffName: staffName('v.staff_id'), verifiedAt: 'v.verified_at', revision: 'v.revision' } },
      from: `FROM critical_value_verifications v WHERE v.critical_value_id = c.id ORDER BY v.revision, v.position LIMIT ${MOST}`,
    },
    readBacks: {
      view: {
        columns: {
          staffName: staffName('b.staff_id'),
          readBack: 'b.read_back',
          matches: 'b.matches',
          readAt: 'b.read_at',
          revision: 'b.revision',
        },
      },
      from: `FROM critical_value_read_backs b WHERE b.critical_value_id = c.id ORDER BY b.read_at, b.id LIMIT ${MOST}`,
    },
    contacts: {
      view: {
        columns: {
          relation: 'k.relation',
          outcome: 'k.outcome',
          comment: 'k.comment',
          staffName: staffName('k.staff_id'),
          attemptedAt: 'k.attempted_at',
          revision: 'k.revision',
        },
      },
      from: `FROM critical_value_contacts k WHERE k.critical_value_id = c.id ORDER BY k.attempted_at, k.id LIMIT ${MOST}`,
    },
    corrections: {
      view: {
        columns: {
          revision: 'r.revision',
          outcome: 'r.outcome',
          fromValue: 'r.from_value',
          fromUnit: 'r.from_unit',
          toValue: 'r.to_value',
          toUnit: 'r.to_unit',
          fromState: 'r.from_state',
          acknowledgedAt: 'r.from_acknowledged_at',
          acknowledgedByName: staffName('r.from_acknowledged_by_staff_id'),
          handledAt: 'r.from_handled_at',
          handledByName: staffName('r.from_handled_by_staff_id'),
          measures: 'r.from_measures',
          correctedAt: 'r.corrected_at',
          correctedByName: staffName('r.corrected_by_staff_id'),
          successorId: 'r.successor_id',
        },
      },
      from: `FROM critical_value_corrections r WHERE r.critical_value_id = c.id ORDER BY r.revision LIMIT ${MOST}`,
    },
    turns: {
      view: {
        columns: {
          level: 't.level',
          target: 't.target',
          isGap: 't.is_gap',
          staffNames: `(SELECT coalesce(json_agg(n.name ORDER BY n.name), '[]'::json) FROM staff n
            WHERE n.id = ANY(t.staff_ids))`,
          dueAt: 't.due_at',
          turnedAt: 't.turned_at',
          revision: 't.revision',
        },
      },
      from: `FROM critical_value_turns t WHERE t.critical_value_id = c.id ORDER BY t.level, t.position LIMIT ${MOST}`,
    },
  },
};
