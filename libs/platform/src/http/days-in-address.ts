import { isLocalDate, isReckonable } from '#kernel';
import { ValidateBy } from 'class-validator';

/** A day in an address, `YYYY-MM-DD`. */
const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'matches',
    validator: { validate: (day) => typeof day === 'string' && isLocalDate(day) && isReckonable(day) },
  });

/** The days that an address asks for, both included. */
export class DaysInAddress {
  @IsDay()
  from: string;

  @IsDay()
  to: string;
}
