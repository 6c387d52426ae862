import { isLocalDate, isReckonable } from '#kernel';
import { IsEnum, IsOptional, ValidateBy } from 'class-validator';
import { LedgerSide } from '../domain/ledger.js';
import { Direction, ReferralState } from '../domain/referral-state.js';

const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'matches',
    validator: { validate: (day) => typeof day === 'string' && isLocalDate(day) && isReckonable(day) },
  });

/** What the address of a register names; days are those of the first submit, both included. */
export class LedgerParameters {
  @IsEnum(LedgerSide)
  side: LedgerSide;

  @IsDay()
  from: string;

  @IsDay()
  to: string;

  @IsOptional()
  @IsEnum(Direction)
  direction?: Direction;

  @IsOptional()
  @IsEnum(ReferralState)
  state?: ReferralState;
}
