import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CallOutcome } from '../domain/call-outcome.js';

/** One call that was made, or the end of trying. */
@Entity('notice_call_attempts')
@Index('ix_notice_call_attempts_call', ['callId', 'id'])
@Check('ck_notice_call_attempts_outcome', `outcome IN ('REACHED', 'NO_ANSWER', 'WRONG_NUMBER', 'REFUSED', 'GIVEN_UP')`)
export class CallAttemptEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_notice_call_attempts' })
  id: string;

  @ForeignKey('CallEntity', { name: 'fk_notice_call_attempts_call' })
  @Column('uuid', { name: 'call_id' })
  callId: string;

  @Column('text')
  outcome: CallOutcome;

  @Column('text', { nullable: true })
  note: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_notice_call_attempts_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;
}
