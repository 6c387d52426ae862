import { ValidationPipe, type ArgumentMetadata, type Type, type ValidationError } from '@nestjs/common';
import { InvalidInputError, type FieldProblem } from '#kernel';
import { KnownArguments } from './known-arguments.js';
import { rememberRules } from './remembered-rules.js';
import { requireStorableText } from './storable-text.js';

/** Validates every input class and names each field and constraint that failed, never the value. */
export function inputValidationPipe(): ValidationPipe {
  rememberRules();
  return new InputPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidInputError(problemsOf(errors)),
  });
}

class InputPipe extends ValidationPipe {
  private readonly known = new KnownArguments();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Actors, selections and contexts come from decorators of the house, not from clients.
    if (metadata.type === 'custom') return value;
    if (isWhole(metadata)) return this.whole(value, metadata);
    return this.checked(value, metadata);
  }

  /** All arguments of a field as one object. */
  private async whole(value: unknown, metadata: WholeMetadata): Promise<unknown> {
    const sent = JSON.stringify(value);
    const known = this.known.find(metadata.metatype, sent);
    if (known) return known;
    const passed = (await this.checked(value, metadata)) as object;
    this.known.keep(metadata.metatype, sent, passed);
    return passed;
  }

  private checked(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') requireStorableText(value, metadata.data ?? '');
    return super.transform(value, metadata);
  }
}

type WholeMetadata = ArgumentMetadata & { readonly metatype: Type };

function isWhole(metadata: ArgumentMetadata): metadata is WholeMetadata {
  return metadata.type === 'body' && metadata.data === undefined && metadata.metatype !== undefined;
}

function problemsOf(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const own = Object.keys(error.constraints ?? {}).map((constraint) => ({ path, constraint }));
    return [...own, ...problemsOf(error.children ?? [], path)];
  });
}
