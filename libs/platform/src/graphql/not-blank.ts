import { hasText } from '#kernel';
import { ValidateBy } from 'class-validator';

/** A text with something to be read in it: blanks and what has no width are no name. */
export function NotBlank(): PropertyDecorator {
  return ValidateBy({ name: 'isNotEmpty', validator: { validate: hasText } });
}
