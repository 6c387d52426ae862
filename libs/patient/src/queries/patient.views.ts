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
    },
  };
}

/** A consent; `k` is its row. */
export const consentView: View = {
  columns: {
    id: 'k.id',
    kind: 'k.kind',
    method: 'k.method',
    signerRelation: 'k.signer_relation',
    proxyReason: 'k.proxy_reason',
    institutionIds: 'k.institution_ids',
    givenAt: 'k.given_at',
    expiresAt: 'k.expires_at',
    withdrawnAt: 'k.withdrawn_at',
    version: 'k.version',
  },
};
