import { maskIdNumber, maskPhone } from '#kernel';
import type { Cipher } from '#platform';

/** Encrypts what the product encrypts, under the contexts (table and column) that it uses. */
export class Sealing {
  constructor(private readonly cipher: Cipher) {}

  residentId(number: string) {
    return {
      id_type: '01',
      id_number_ciphertext: this.cipher.encrypt(number, 'patients.id_number'),
      id_number_index: this.cipher.blindIndex(`01:${number}`, 'patients.id_number'),
      id_number_masked: maskIdNumber(number),
    };
  }

  patientPhone(phone: string) {
    return {
      phone_ciphertext: this.cipher.encrypt(phone, 'patients.phone'),
      phone_index: this.cipher.blindIndex(phone, 'patients.phone'),
      phone_masked: maskPhone(phone),
    };
  }

  address(address: string): string {
    return this.cipher.encrypt(address, 'patients.address');
  }

  contact(name: string, phone: string) {
    return {
      contact_name_ciphertext: this.cipher.encrypt(name, 'patients.contact_name'),
      contact_phone_ciphertext: this.cipher.encrypt(phone, 'patients.contact_phone'),
    };
  }

  signer(name: string): string {
    return this.cipher.encrypt(name, 'patient_consents.signer_name');
  }

  staffPhone(phone: string) {
    return { phone_ciphertext: this.cipher.encrypt(phone, 'staff.phone'), phone_masked: maskPhone(phone) };
  }

  appointmentCode(code: string) {
    return {
      code_ciphertext: this.cipher.encrypt(code, 'referral_arrangements.code'),
      code_index: this.cipher.blindIndex(code, 'referral_arrangements.code'),
    };
  }
}
