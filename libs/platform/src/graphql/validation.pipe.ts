import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { InvalidInputError, type FieldProblem } from '#kernel';
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
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Actors, selections and contexts come from decorators of the house, not from clients.
    if (metadata.type === 'custom') return value;
    if (metadata.type === 'body') requireStorableText(value, metadata.data ?? '');
    return super.transform(value, metadata);
  }
}

function problemsOf(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const own = Object.keys(error.constraints ?? {}).map((constraint) => ({ path, constraint }));
    return [...own, ...problemsOf(error.children ?? [], path)];
  });
}
