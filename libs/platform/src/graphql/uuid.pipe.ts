import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { isUUID } from 'class-validator';

/** Takes an id that stands by itself as an argument. @throws InvalidInputError naming the argument */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string, { data }: ArgumentMetadata): string {
    if (!isUUID(value)) throw new InvalidInputError([{ path: data ?? 'id', constraint: 'isUuid' }]);
    return value.toLowerCase();
  }
}
