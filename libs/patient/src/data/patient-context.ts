/** Contexts of encrypted columns: a value cannot be moved to another one. */
export const PatientContext = {
  IdNumber: 'patients.id_number',
  Phone: 'patients.phone',
  Address: 'patients.address',
  ContactName: 'patients.contact_name',
  ContactPhone: 'patients.contact_phone',
  SignerName: 'patient_consents.signer_name',
} as const;

/** What the index of a document is made from: the same number may stand on documents of two kinds. */
export function identityText(idNumber: string, idType: string | null): string {
  return `${idType}:${idNumber}`;
}
