import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, MaxLength, MinLength } from 'class-validator';
import { Text } from '#platform';
import { labelledAs } from '../domain/barcode.js';

const LONGEST = 40;
const MOST_IN_BOX = 200;

const read = (value: unknown): unknown => (typeof value === 'string' ? labelledAs(value) : value);

/** The barcode of a specimen, as it was read. */
export const Barcode = (description: string): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => read(value)),
    Text(LONGEST, description),
  );

/** Barcodes of the specimens of one box. */
export const Barcodes = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => [String], { description }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(read) : value)),
    ArrayMinSize(1),
    ArrayMaxSize(MOST_IN_BOX),
    ArrayUnique(),
    MinLength(1, { each: true }),
    MaxLength(LONGEST, { each: true }),
  );
