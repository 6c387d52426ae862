import { DutyContext } from '#duty';
import { maskIdNumber, maskPhone } from '#kernel';
import { NotificationContext } from '#notification';
import { PatientContext } from '#patient';
import type { BlindIndexes, Cipher } from '#platform';
import { CODE_CONTEXT, EMERGENCY_PHONE } from '#referral';

/** Contexts (table and column) that the libraries keep to themselves. */
const STAFF_PHONE = 'staff.phone';

/** Encrypts what the product encrypts, under the same contexts. */
export class Sealing {
  constructor(private readonly cipher: Cipher) {}

  residentId(number: string) {
    return {
      id_type: '01',
      id_number_ciphertext: this.cipher.encrypt(number, PatientContext.IdNumber),
      ...indexColumns('id_number_index', this.cipher.blindIndexes(`01:${number}`, PatientContext.IdNumber)),
      id_number_masked: maskIdNumber(number),
    };
  }

  patientPhone(phone: string) {
    return {
      phone_ciphertext: this.cipher.encrypt(phone, PatientContext.Phone),
      ...indexColumns('phone_index', this.cipher.blindIndexes(phone, PatientContext.Phone)),
      phone_masked: maskPhone(phone),
    };
  }

  address(address: string): string {
    return this.cipher.encrypt(address, PatientContext.Address);
  }

  contact(name: string, phone: string) {
    return {
      contact_name_ciphertext: this.cipher.encrypt(name, PatientContext.ContactName),
      contact_phone_ciphertext: this.cipher.encrypt(phone, PatientContext.ContactPhone),
    };
  }

  signer(name: string): string {
    return this.cipher.encrypt(name, PatientContext.SignerName);
  }

  staffPhone(phone: string) {
    return { phone_ciphertext: this.cipher.encrypt(phone, STAFF_PHONE), phone_masked: maskPhone(phone) };
  }

  dutyPhone(phone: string) {
    return { phone_ciphertext: this.cipher.encrypt(phone, DutyContext.Phone) };
  }

  callPhone(phone: string): string {
    return this.cipher.encrypt(phone, NotificationContext.CallPhone);
  }

  emergencyPhone(phone: string): string {
    return this.cipher.encrypt(phone, EMERGENCY_PHONE);
  }

  appointmentCode(code: string) {
    return {
      code_ciphertext: this.cipher.encrypt(code, CODE_CONTEXT),
      ...indexColumns('code_index', this.cipher.blindIndexes(code, CODE_CONTEXT)),
    };
  }
}

function indexColumns(name: string, [even, odd]: BlindIndexes) {
  return { [name]: even, [`${name}_2`]: odd };
}
