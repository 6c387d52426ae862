import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Somebody who has come to a session. */
@Entity('consultation_attendances')
@Check('ck_consultation_attendances_side', `side IN ('INVITER', 'EXPERT')`)
export class AttendanceEntity {
  @ForeignKey('ConsultationEntity', { name: 'fk_consultation_attendances_consultation' })
  @PrimaryColumn('uuid', { name: 'consultation_id', primaryKeyConstraintName: 'pk_consultation_attendances' })
  consultationId: string;

  @PrimaryColumn('integer', { name: 'session_no', primaryKeyConstraintName: 'pk_consultation_attendances' })
  sessionNo: number;

  @ForeignKey('StaffEntity', { name: 'fk_consultation_attendances_staff' })
  @PrimaryColumn('uuid', { name: 'staff_id', primaryKeyConstraintName: 'pk_consultation_attendances' })
  staffId: string;

  @Column('text')
  side: string;

  @Column('timestamptz', { name: 'joined_at' })
  joinedAt: Date;
}
