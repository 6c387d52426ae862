import { activeConsentSql } from '#patient';

/** SQL of a written consent, by whoever may give it, that covers the centre and what it costs; `c` is the case. */
export const consentSql = (at: string): string =>
  activeConsentSql({
    patientId: 'c.patient_id',
    kind: `'CONSULTATION'`,
    institutionId: 'c.centre_institution_id',
    costCents: 'coalesce(c.fee_cents, 0)',
    isWritten: true,
    at,
  });
