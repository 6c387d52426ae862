import { Injectable } from '@nestjs/common';
import { Cipher, statement, type Queryable, type Transaction } from '#platform';
import { StaffContext } from '../data/staff.entity.js';
import type { DepartmentEntity } from '../data/department.entity.js';
import type { InstitutionCapabilityEntity } from '../data/institution-capability.entity.js';
import type { InstitutionEntity } from '../data/institution.entity.js';
import type { QualityQualificationEntity } from '../data/quality-qualification.entity.js';
import type { ServiceOfferEntity } from '../data/service-offer.entity.js';
import type { StaffEntity } from '../data/staff.entity.js';
import type { StandardItemEntity } from '../data/standard-item.entity.js';

const STAFF_NOS = statement(
  'organization.staff-nos',
  'SELECT staff_no AS "staffNo" FROM staff WHERE institution_id = $1',
);
const LOCK_ALLIANCE = statement('organization.lock-alliance', 'SELECT 1 FROM alliances FOR NO KEY UPDATE');
const CODE = statement('organization.institution-code', 'SELECT code FROM institutions WHERE id = $1');
const INSTITUTIONS = statement(
  'organization.register-institutions',
  `SELECT i.id, i.version, i.code, i.credit_code AS "creditCode", i.name, i.short_name AS "shortName", i.kind,
     p.code AS "parentCode", i.address, i.phone, i.active
   FROM institutions i LEFT JOIN institutions p ON p.id = i.parent_id ORDER BY i.parent_id NULLS FIRST, i.code`,
);
const DEPARTMENTS = statement(
  'organization.register-departments',
  `SELECT d.id, d.version, d.institution_id AS "institutionId", i.code AS "institutionCode", d.code, d.name,
     d.specialty_code AS "specialtyCode", d.phone, d.floor, d.room, d.accepts_referrals AS "acceptsReferrals", d.active
   FROM departments d JOIN institutions i ON i.id = d.institution_id ORDER BY i.code, d.code`,
);
const STAFF = statement(
  'organization.register-staff',
  `SELECT s.id, s.version, s.institution_id AS "institutionId", s.staff_no AS "staffNo", s.name,
     i.code AS "institutionCode", d.code AS "departmentCode", s.title,
     s.practice_started_on::text AS "practiceStartedOn", s.specialty_codes AS "specialtyCodes",
     s.phone_ciphertext AS phone, s.active
   FROM staff s JOIN institutions i ON i.id = s.institution_id LEFT JOIN departments d ON d.id = s.department_id
   ORDER BY i.code, s.staff_no`,
);
const OFFERS = statement(
  'organization.register-offers',
  `SELECT o.id, o.version, i.code AS "institutionCode", d.code AS "departmentCode", coalesce(o.code, o.id::text) AS code,
     o.direction, o.handling, o.purpose_codes AS "purposeCodes", o.diagnosis_prefixes AS "diagnosisPrefixes",
     o.minimum_age AS "minimumAge", o.maximum_age AS "maximumAge", o.sex, o.note, o.active
   FROM service_offers o JOIN departments d ON d.id = o.department_id JOIN institutions i ON i.id = d.institution_id
   ORDER BY i.code, d.code, o.direction DESC, o.id`,
);
const TRAVEL_TIMES = statement(
  'organization.register-travel-times',
  `SELECT f.code AS "fromCode", t.code AS "toCode", r.minutes
   FROM travel_times r JOIN institutions f ON f.id = r.from_institution_id JOIN institutions t ON t.id = r.to_institution_id
   ORDER BY f.code, t.code`,
);
const CAPABILITIES = statement(
  'organization.register-capabilities',
  `SELECT i.code AS "institutionCode", c.kind, c.code, c.name
   FROM institution_capabilities c JOIN institutions i ON i.id = c.institution_id ORDER BY i.code, c.kind, c.code`,
);
const ITEMS = statement(
  'organization.register-items',
  `SELECT DISTINCT ON (code) id, version, code, national_code AS "nationalCode", name, category, modality,
     body_part AS "bodyPart", contrast, panel_members AS "panelMembers", price_cents AS "priceCents",
     recognition_scope AS "recognitionScope", window_days AS "windowDays", window_unlimited AS "windowUnlimited",
     never_recognised_reason AS "neverRecognisedReason", active
   FROM standard_items ORDER BY code, version DESC`,
);
const QUALIFICATIONS = statement(
  'organization.register-qualifications',
  `SELECT q.id, q.version, i.code AS "institutionCode", q.certificate_no AS "certificateNo", q.name, q.category,
     q.item_codes AS "itemCodes", q.scope, q.issued_by AS "issuedBy", q.valid_from::text AS "validFrom",
     q.valid_to::text AS "validTo", q.active
   FROM quality_qualifications q JOIN institutions i ON i.id = q.institution_id ORDER BY i.code, q.certificate_no`,
);

type Row<T> = T & Record<string, unknown>;
type Without<Entity, Names extends keyof Entity> = Row<Omit<Entity, Names>>;

type InstitutionRow = Without<InstitutionEntity, 'codeWarnings' | 'parentId'> & { readonly parentCode: string | null };
type DepartmentRow = Row<DepartmentEntity> & { readonly institutionCode: string };
type StaffRow = Without<StaffEntity, 'departmentId' | 'phoneCiphertext' | 'phoneMasked'> & {
  readonly institutionCode: string;
  readonly departmentCode: string | null;
  readonly phone: string | null;
};
type OfferRow = Without<ServiceOfferEntity, 'departmentId' | 'code'> & {
  readonly institutionCode: string;
  readonly departmentCode: string;
  /** Its id, where it has no code of its own. */
  readonly code: string;
};
type TravelTimeRow = Row<{ readonly fromCode: string; readonly toCode: string; readonly minutes: number }>;
type CapabilityRow = Without<InstitutionCapabilityEntity, 'institutionId'> & { readonly institutionCode: string };
type ItemRow = Without<StandardItemEntity, 'effectiveFrom'>;
type QualificationRow = Without<QualityQualificationEntity, 'institutionId'> & { readonly institutionCode: string };

/** All of the directory, with codes in place of ids, for whoever writes it down or compares it with what is written. */
@Injectable()
export class OrganizationRegister {
  constructor(private readonly cipher: Cipher) {}

  /** Keeps everybody else from setting it up; whether there is one. */
  async lockAlliance(tx: Transaction): Promise<boolean> {
    return (await tx.query(LOCK_ALLIANCE)).length > 0;
  }

  async staffNosOf(on: Queryable, institutionId: string): Promise<ReadonlySet<string>> {
    const rows = await on.query<{ staffNo: string }>(STAFF_NOS, [institutionId]);
    return new Set(rows.map(({ staffNo }) => staffNo));
  }

  async codeOf(on: Queryable, institutionId: string): Promise<string | null> {
    const [row] = await on.query<{ code: string }>(CODE, [institutionId]);
    return row?.code ?? null;
  }

  /** Whoever is above others comes first. */
  institutions(on: Queryable): Promise<InstitutionRow[]> {
    return on.query<InstitutionRow>(INSTITUTIONS);
  }

  departments(on: Queryable): Promise<DepartmentRow[]> {
    return on.query<DepartmentRow>(DEPARTMENTS);
  }

  /** With telephones in plain: never for events or logs. */
  async staff(on: Queryable): Promise<StaffRow[]> {
    const rows = await on.query<StaffRow>(STAFF);
    return rows.map((row) => ({
      ...row,
      phone: row.phone === null ? null : this.cipher.decrypt(row.phone, StaffContext.Phone),
    }));
  }

  /** Those that were withdrawn included. */
  serviceOffers(on: Queryable): Promise<OfferRow[]> {
    return on.query<OfferRow>(OFFERS);
  }

  travelTimes(on: Queryable): Promise<TravelTimeRow[]> {
    return on.query<TravelTimeRow>(TRAVEL_TIMES);
  }

  capabilities(on: Queryable): Promise<CapabilityRow[]> {
    return on.query<CapabilityRow>(CAPABILITIES);
  }

  /** Each item as it counts now. */
  standardItems(on: Queryable): Promise<ItemRow[]> {
    return on.query<ItemRow>(ITEMS);
  }

  qualifications(on: Queryable): Promise<QualificationRow[]> {
    return on.query<QualificationRow>(QUALIFICATIONS);
  }
}
