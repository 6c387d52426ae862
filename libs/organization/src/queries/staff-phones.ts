import { Injectable } from '@nestjs/common';
import { Cipher, statement, type Queryable } from '#platform';
import { StaffContext } from '../data/staff.entity.js';

const PHONES = statement(
  'organization.staff-phones',
  `SELECT id, phone_ciphertext AS phone FROM staff
   WHERE id = ANY($1::uuid[]) AND active AND phone_ciphertext IS NOT NULL`,
);

/** Telephones of staff in plain, for whoever has to reach them: never for events or logs. */
@Injectable()
export class StaffPhones {
  constructor(private readonly cipher: Cipher) {}

  /** By staff id; who has none on file is not in it. */
  async of(on: Queryable, staffIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await on.query<{ id: string; phone: string }>(PHONES, [staffIds]);
    return new Map(rows.map(({ id, phone }) => [id, this.cipher.decrypt(phone, StaffContext.Phone)]));
  }
}
