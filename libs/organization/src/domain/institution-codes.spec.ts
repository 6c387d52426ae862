import { checkedInstitutionCodes } from './institution-codes.js';

describe('codes of an institution', () => {
  it('take a right credit code and an absent one', () => {
    expect(checkedInstitutionCodes('X', '91350100M000100Y43').creditCode).toBe('91350100M000100Y43');
    expect(checkedInstitutionCodes('X', null).creditCode).toBeNull();
  });

  it('refuse a credit code with a wrong check character, and name the field', () => {
    expect(() => checkedInstitutionCodes('X', '91350100M000100Y44')).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        facts: { fields: [{ path: 'creditCode', constraint: 'CHECK_DIGIT' }] },
      }),
    );
  });

  it('only note what is unusual about an institution code', () => {
    expect(checkedInstitutionCodes('X', null).codeWarnings.length).toBeGreaterThan(0);
  });
});
