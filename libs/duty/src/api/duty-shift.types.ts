import { applyDecorators } from '@nestjs/common';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, Min } from 'class-validator';
import { Text } from '#platform';
import { FromTimeField, ToTimeField } from './daily-times.fields.js';

const NAME_LENGTH = 20;

const NameField = (): PropertyDecorator => Text(NAME_LENGTH, 'What rosters call it, e.g. 夜班. 班次名称');
const VersionField = (): PropertyDecorator =>
  applyDecorators(
    Field(() => Int, { description: 'The version that the caller has read; 0 for one of the alliance. 版本号' }),
    IsInt(),
    Min(0),
  );

@InputType({ description: 'A shift of the own institution, from now on. 设置班次' })
export class SetDutyShiftInput {
  @NameField()
  name: string;

  @FromTimeField()
  fromTime: string;

  @ToTimeField()
  toTime: string;

  @VersionField()
  expectedVersion: number;
}

@InputType({ description: 'A shift that the own institution gives up; that of the alliance counts again. 停用班次' })
export class RetireDutyShiftInput {
  @NameField()
  name: string;

  @VersionField()
  expectedVersion: number;
}

@ObjectType({ description: 'What a roster may call a time of day. 班次' })
export class DutyShift {
  @Field(() => String, { description: 'Name, e.g. 夜班. 名称' })
  name: string;

  @Field(() => String, { description: 'From which time of day, `HH:MM` in China. 起始时刻' })
  fromTime: string;

  @Field(() => String, {
    description: 'Until which time of day; not later than the begin means the next day. 结束时刻',
  })
  toTime: string;

  @Field(() => Int, { description: 'Version at the own institution; 0 for a shift of the alliance. 版本号' })
  version: number;
}
