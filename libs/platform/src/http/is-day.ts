import { isLocalDate, isReckonable } from '#kernel';
import { ValidateBy } from 'class-validator';

/** A day in an address, `YYYY-MM-DD`. */
export const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'matches',
    validator: { validate: (day) => typeof day === 'string' && isLocalDate(day) && isReckonable(day) },
  });
