import { Permission } from '#identity';
import type { FileKind } from '#platform';

/** What shows a signature, or holds a recording's protocol. */
export const CONSENT_FILE = {
  purpose: 'patient.consent',
  path: 'consent-files',
  permission: Permission.ReadPatient,
  type: 'ConsentFile',
  look: { action: 'consent.file-read', objectType: 'consent' },
} as const satisfies FileKind;
