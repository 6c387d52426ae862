import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { Matches } from 'class-validator';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const END_OF_DAY = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** The time of day at which something begins, every day. */
export const FromTimeField = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { description: 'From which time of day, `HH:MM` in China. 起始时刻' }),
    Matches(TIME_OF_DAY),
  );

/** The time of day at which it ends. */
export const ToTimeField = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, {
      description: 'Until which time of day; not later than the begin means the next day. 结束时刻',
    }),
    Matches(END_OF_DAY),
  );
