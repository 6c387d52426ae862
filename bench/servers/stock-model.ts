import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';

// One class for table and API alike, as tutorials teach it.

@ObjectType()
@Entity('institutions')
export class Institution {
  @PrimaryColumn('uuid')
  id: string;

  @Field(() => String)
  @Column('text')
  name: string;
}

@ObjectType()
@Entity('patients')
export class Patient {
  @PrimaryColumn('uuid')
  id: string;

  @Field(() => String)
  @Column('text')
  name: string;

  @Field(() => String)
  @Column('text')
  sex: string;

  @Field(() => String, { nullable: true })
  @Column('date', { name: 'birth_date', nullable: true })
  birthDate: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'id_number_masked', nullable: true })
  idNumberMasked: string | null;
}

@Entity('staff')
export class Staff {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;
}

@ObjectType()
@Entity('domain_events')
export class ReferralEvent {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => Referral, (referral) => referral.events)
  @JoinColumn({ name: 'aggregate_id' })
  referral: Relation<Referral>;

  @Column('int', { name: 'aggregate_version' })
  aggregateVersion: number;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  action: string | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @ManyToOne(() => Staff)
  @JoinColumn({ name: 'staff_id' })
  staff: Staff;
}

@ObjectType()
@Entity('referrals')
export class Referral {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id: string;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'referral_no', nullable: true })
  referralNo: string | null;

  @Field(() => String)
  @Column('text')
  state: string;

  @Field(() => String)
  @Column('text')
  priority: string;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'first_submitted_at', nullable: true })
  firstSubmittedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('uuid', { name: 'to_institution_id' })
  toInstitutionId: string;

  @Field(() => Patient)
  @ManyToOne(() => Patient)
  @JoinColumn({ name: 'patient_id' })
  patient: Patient;

  @Field(() => Institution)
  @ManyToOne(() => Institution)
  @JoinColumn({ name: 'from_institution_id' })
  fromInstitution: Institution;

  @Field(() => Institution)
  @ManyToOne(() => Institution)
  @JoinColumn({ name: 'to_institution_id' })
  toInstitution: Institution;

  @OneToMany(() => ReferralEvent, (event) => event.referral)
  events: Relation<ReferralEvent>[];
}
