import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ServiceDirection, ServiceHandling } from '../domain/service-offer.js';

/** What a department takes referrals for: empty lists and absent limits mean no restriction. */
@Entity('service_offers')
@Index('ix_service_offers_department', ['departmentId'])
@Index('uq_service_offers_code', ['departmentId', 'code'], { unique: true })
@Check('ck_service_offers_direction', "direction IN ('UP', 'LATERAL', 'DOWN')")
@Check('ck_service_offers_handling', "handling IN ('OUTPATIENT', 'INPATIENT')")
@Check('ck_service_offers_age', 'minimum_age >= 0 AND maximum_age <= 150 AND minimum_age <= maximum_age')
@Check('ck_service_offers_sex', "sex IN ('1', '2')")
export class ServiceOfferEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_service_offers' })
  id: string;

  @ForeignKey('DepartmentEntity', { name: 'fk_service_offers_department' })
  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  /** Of the offer within its department; those that were registered one by one have none. */
  @Column('text', { nullable: true })
  code: string | null;

  @Column('text')
  direction: ServiceDirection;

  @Column('text')
  handling: ServiceHandling;

  @Column('text', { name: 'purpose_codes', array: true })
  purposeCodes: string[];

  /** Beginnings of ICD-10 codes. */
  @Column('text', { name: 'diagnosis_prefixes', array: true })
  diagnosisPrefixes: string[];

  /** In full years. */
  @Column('int', { name: 'minimum_age', nullable: true })
  minimumAge: number | null;

  @Column('int', { name: 'maximum_age', nullable: true })
  maximumAge: number | null;

  /** GB/T 2261.1. */
  @Column('text', { nullable: true })
  sex: '1' | '2' | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
