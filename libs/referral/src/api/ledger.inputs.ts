import { DaysInAddress } from '#platform';
import { IsEnum, IsOptional } from 'class-validator';
import { LedgerSide } from '../domain/ledger.js';
import { Direction, ReferralState } from '../domain/referral-state.js';

/** What the address of a register names; days are those of the first submit, both included. */
export class LedgerParameters extends DaysInAddress {
  @IsEnum(LedgerSide)
  side: LedgerSide;

  @IsOptional()
  @IsEnum(Direction)
  direction?: Direction;

  @IsOptional()
  @IsEnum(ReferralState)
  state?: ReferralState;
}
