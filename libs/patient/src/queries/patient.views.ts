import type { View } from '#platform';

/** A patient as the API shows them, identifiers masked; `alias` is their row. */
export function patientView(alias: string): View {
  return {
    columns: {
      id: `${alias}.id`,
      name: `${alias}.name`,
      sex: `${alias}.sex`,
      birthDate: `${alias}.birth_date`,
      idType: `${alias}.id_type`,
      idNumberMasked: `${alias}.id_number_masked`,
      phoneMasked: `${alias}.phone_masked`,
      archiveNo: `${alias}.archive_no`,
      version: `${alias}.version`,
    },
    many: {
      consents: {
        view: consentView,
        from: `FROM patient_consents k WHERE k.patient_id = ${alias}.id ORDER BY k.given_at DESC, k.id DESC LIMIT 50`,
      },
      merges: {
        view: mergeView,
        from: `FROM patient_merges pm JOIN patients mf ON mf.id = pm.from_patient_id
               WHERE pm.into_patient_id = ${alias}.id ORDER BY pm.id DESC LIMIT 50`,
      },
      contracts: {
        view: contractView,
        from: `FROM family_doctor_contracts fc JOIN staff fd ON fd.id = fc.doctor_staff_id
               LEFT JOIN staff fv ON fv.id = fc.village_doctor_staff_id
               WHERE fc.patient_id = ${alias}.id ORDER BY fc.valid_from DESC LIMIT 50`,
      },
    },
  };
}

/** A record that was merged; `pm` is its row, `mf` the record. */
export const mergeView: View = {
  columns: {
    id: 'pm.id',
    formerName: 'mf.name',
    intoPatientId: 'pm.into_patient_id',
    kind: 'pm.kind',
    reasonCode: 'pm.reason_code',
    mergedAt: 'pm.merged_at',
    mergedByName: '(SELECT ms.name FROM staff ms WHERE ms.id = pm.merged_by_staff_id)',
    undoneAt: 'pm.undone_at',
    version: 'pm.version',
  },
};

/** A family-doctor contract; `fc` is its row, `fd` and `fv` are its doctors. */
export const contractView: View = {
  columns: {
    id: 'fc.id',
    teamId: 'fc.team_id',
    teamName: 'fc.team_name',
    doctorStaffId: 'fc.doctor_staff_id',
    doctorName: 'fd.name',
    villageDoctorStaffId: 'fc.village_doctor_staff_id',
    villageDoctorName: 'fv.name',
    validFrom: 'fc.valid_from',
    validTo: 'fc.valid_to',
    agreedTo: 'fc.agreed_to',
    endedAt: 'fc.ended_at',
    endReasonCode: 'fc.end_reason_code',
    version: 'fc.version',
  },
};

/** A consent; `k` is its row. */
export const consentView: View = {
  columns: {
    id: 'k.id',
    kind: 'k.kind',
    method: 'k.method',
    signerRelation: 'k.signer_relation',
    // The name is decrypted when it is asked for.
    signerName: 'k.signer_name_ciphertext',
    proxyReason: 'k.proxy_reason',
    toldCostCents: 'k.told_cost_cents',
    textEffectiveFrom: 'k.text_effective_from',
    institutionIds: 'k.institution_ids',
    givenAt: 'k.given_at',
    expiresAt: 'k.expires_at',
    withdrawnAt: 'k.withdrawn_at',
    // The address is made and signed when it is asked for.
    fileUrl: 'CASE WHEN k.file_id IS NOT NULL THEN k.id END',
    version: 'k.version',
  },
};

/** As much of a patient as it takes to see whether two are one; `alias` is their row. */
export function recordView(alias: string): View {
  return {
    columns: {
      id: `${alias}.id`,
      name: `${alias}.name`,
      sex: `${alias}.sex`,
      birthDate: `${alias}.birth_date`,
      idType: `${alias}.id_type`,
      idNumberMasked: `${alias}.id_number_masked`,
      phoneMasked: `${alias}.phone_masked`,
      institutionName: `(SELECT ri.name FROM institutions ri WHERE ri.id = ${alias}.registered_institution_id)`,
      version: `${alias}.version`,
    },
  };
}
