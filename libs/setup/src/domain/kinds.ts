import { checkSocialCreditCode, checked, code, text, wholeNumber, type Kind } from '#kernel';

/** Codes of institutions as registers have them, odd ones included. */
export const institutionCode = code(/^[\w.()-]{1,32}$/);
/** Codes of specialties, as the national list has them: `03.01`. */
export const specialtyCode = code(/^[\w.-]{1,32}$/);
/** Codes of departments. */
export const shortCode = code(/^[\w-]{1,32}$/);
/** Login names may stand for staff numbers that nobody has given. */
export const staffNumber = code(/^[\w.@-]{1,64}$/);
export const itemCode = code(/^[\w.-]{1,32}$/);
export const offerCode = code(/^[\w-]{1,36}$/);
export const diagnosisPrefix: Kind<string> = converted(code(/^[A-Za-z](\d{1,2}(\.[\dA-Za-z]{0,10})?)?$/), (typed) =>
  typed.toUpperCase(),
);
export const telephone = converted(code(/^[\d+()（）转\s-]{3,50}$/), (typed) => typed);

/** Lower case, as login names are stored. */
export const loginName = converted(code(/^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$/), (typed) => typed.toLowerCase());

export const creditCode = checked(
  converted(code(/^[\dA-Za-z]{18}$/), (typed) => typed.toUpperCase()),
  (value) => {
    const found = checkSocialCreditCode(value);
    return found.valid ? null : found.reason;
  },
);

/** Days, or without end. */
export const windowDays: Kind<number | 'UNLIMITED'> = {
  read: (cell) => {
    const words = text(10).read(cell);
    if ('value' in words && ['长期', '永久', '不限'].includes(words.value)) return { value: 'UNLIMITED' };
    return wholeNumber(1, 3_650).read(cell);
  },
  write: (value) => (value === 'UNLIMITED' ? '长期' : value),
};

function converted(kind: Kind<string>, convert: (typed: string) => string): Kind<string> {
  return {
    ...kind,
    read: (cell) => {
      const reading = kind.read(cell);
      return 'value' in reading ? { value: convert(reading.value) } : reading;
    },
  };
}
