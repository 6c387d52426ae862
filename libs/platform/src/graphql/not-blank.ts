import { ValidateBy } from 'class-validator';

/** A text with something to be read in it: blanks alone are no name. */
export function NotBlank(): PropertyDecorator {
  return ValidateBy({ name: 'isNotEmpty', validator: { validate: hasText } });
}

function hasText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
