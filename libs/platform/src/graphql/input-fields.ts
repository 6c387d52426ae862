import { applyDecorators } from '@nestjs/common';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, IsUUID, MaxLength, Min, MinLength } from 'class-validator';
import { NotBlank } from './not-blank.js';

type Enum = Readonly<Record<string, string>>;

/** A text that must say something, of at most `length` characters. */
export const Text = (length: number, description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { description }),
    NotBlank(),
    MaxLength(length),
  );

/** A text that may be left out. */
export const OptionalText = (length: number, description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { nullable: true, description }),
    IsOptional(),
    IsString(),
    MaxLength(length),
  );

const inOneCase = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** Some clients write ids in capitals; the database never does, and what is compared outside it has to be alike. */
export const OneCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(inOneCase) : inOneCase(value)));

/** The id of something. */
export const IdField = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => ID, { description }),
    OneCase(),
    IsUUID(),
  );

/** The id of something, or nothing. */
export const OptionalIdField = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => ID, { nullable: true, description }),
    OneCase(),
    IsOptional(),
    IsUUID(),
  );

/** One value of an enum that is registered in the schema. */
export const EnumField = (values: Enum, description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => values, { description }),
    IsEnum(values),
  );

/** One value of an enum, or none. */
export const OptionalEnumField = (values: Enum, description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => values, { nullable: true, description }),
    IsOptional(),
    IsEnum(values),
  );

const KEY_LENGTH = { shortest: 8, longest: 100 };
const KEY = 'Chosen by the client, once for each request; a repeated one gets the same answer. 幂等键';

/** Input of a mutation that makes something. */
@InputType({ isAbstract: true })
export class CreationInput {
  @Field(() => String, { description: KEY })
  @MinLength(KEY_LENGTH.shortest)
  @MaxLength(KEY_LENGTH.longest)
  idempotencyKey: string;
}

/** Input of a mutation that changes something. */
@InputType({ isAbstract: true })
export class ChangeInput {
  @IdField('What is changed. 编号')
  id: string;

  @Field(() => Int, { description: 'The version that the caller has read. 版本号' })
  @IsInt()
  @Min(1)
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: KEY })
  @IsOptional()
  @MinLength(KEY_LENGTH.shortest)
  @MaxLength(KEY_LENGTH.longest)
  idempotencyKey?: string;
}
