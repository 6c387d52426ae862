import { ALLIANCE_ZONE, InvalidInputError, checkIdDocument, checkResidentId, isMobilePhone, localDate } from '#kernel';
import { IdDocumentType } from './id-document-type.js';
import { PatientSex } from './sex.js';

/** How a person says who they are; a resident id also says when they were born and their sex. */
export interface ClaimedIdentity {
  readonly idType: IdDocumentType;
  readonly idNumber: string;
  readonly birthDate?: string | null | undefined;
  readonly sex?: PatientSex | null | undefined;
}

/** An identity whose number was checked. */
export interface CheckedIdentity {
  readonly idNumber: string;
  readonly birthDate: string | null;
  readonly sex: PatientSex;
}

/**
 * Checks the number, and that what is said beside it does not contradict it.
 * @throws InvalidInputError naming each field that is wrong
 */
export function checkIdentity(claimed: ClaimedIdentity, now: Date): CheckedIdentity {
  const today = localDate(now, ALLIANCE_ZONE);
  return claimed.idType === IdDocumentType.RESIDENT_ID
    ? residentIdentity(claimed, today)
    : otherIdentity(claimed, today);
}

function residentIdentity({ idNumber, birthDate, sex }: ClaimedIdentity, today: string): CheckedIdentity {
  const checked = checkResidentId(idNumber, today);
  if (!checked.valid) throw new InvalidInputError([{ path: 'idNumber', constraint: checked.reason }]);
  const contradictions = [
    ...(birthDate && birthDate !== checked.birthDate ? ['birthDate'] : []),
    ...(sex && sex !== checked.sex ? ['sex'] : []),
  ];
  if (contradictions.length > 0) {
    throw new InvalidInputError(contradictions.map((path) => ({ path, constraint: 'CONTRADICTS_ID_NUMBER' })));
  }
  return { idNumber: checked.value, birthDate: checked.birthDate, sex: checked.sex };
}

function otherIdentity({ idType, idNumber, birthDate, sex }: ClaimedIdentity, today: string): CheckedIdentity {
  const document = checkIdDocument(idType, idNumber, today);
  if (!document.valid) throw new InvalidInputError([{ path: 'idNumber', constraint: document.reason }]);
  if (birthDate && birthDate > today) {
    throw new InvalidInputError([{ path: 'birthDate', constraint: 'BIRTH_DATE_IN_FUTURE' }]);
  }
  return { idNumber: document.value, birthDate: birthDate ?? null, sex: sex ?? PatientSex.UNKNOWN };
}

/** @throws InvalidInputError for what is no mobile phone number of mainland China */
export function checkPhone(phone: string, path: string): string {
  const value = phone.replaceAll(/[\s-]/g, '');
  if (!isMobilePhone(value)) throw new InvalidInputError([{ path, constraint: 'MOBILE_PHONE' }]);
  return value;
}

/** The form of a name that searches compare: without what nobody sees, which comes along when a name is copied. */
export function searchableName(name: string): string {
  return name.replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '').toLowerCase();
}
