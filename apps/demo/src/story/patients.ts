import { randomInt, randomUUID } from 'node:crypto';
import { Sex, addDays } from '#kernel';
import { fictionalMobile, fictionalResidentId } from '#seeds';
import type { Character } from './cast.js';

const REGISTER = `mutation($input: RegisterPatientInput!) {
  registerPatient(input: $input) { id name idNumberMasked phoneMasked }
}`;
const CONSENT = 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }';

export interface RegisteredPatient {
  readonly id: string;
  readonly name: string;
  readonly idNumberMasked: string;
  readonly phoneMasked: string;
}

/** A person whom nobody has met yet: every run of the story brings others. */
export async function registerNewcomer(doctor: Character, name: string, sex: '1' | '2'): Promise<RegisteredPatient> {
  const birthDate = addDays('1950-01-01', randomInt(365 * 15));
  const input = {
    idempotencyKey: randomUUID(),
    name,
    idType: 'RESIDENT_ID',
    idNumber: fictionalResidentId(birthDate, sex === '1' ? Sex.Male : Sex.Female, randomInt(500)),
    phone: fictionalMobile(randomInt(5_000, 10_000)),
  };
  const { registerPatient } = await doctor.product.ask<{ registerPatient: RegisteredPatient }>(REGISTER, { input });
  return registerPatient;
}

/** The patient signs, that the form may be sent where nothing else is said. */
export async function recordConsent(
  doctor: Character,
  patientId: string,
  to: { readonly kind: string; readonly toldCostCents?: number } = { kind: 'REFERRAL' },
): Promise<void> {
  const input = { idempotencyKey: randomUUID(), patientId, method: 'WRITTEN', ...to };
  await doctor.product.ask(CONSENT, { input });
}
