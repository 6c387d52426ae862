import { heldAfter } from './capacity-use.js';

describe('the place or bed that is held for a referral', () => {
  it('is used when the patient arrives', () => {
    expect(heldAfter('ARRANGED', 'ARRIVED')).toBe('used');
  });

  it('is kept as long as the referral is arranged, and not touched where nothing was arranged', () => {
    expect(heldAfter('ARRANGED', 'ARRANGED')).toBe('kept');
    expect(heldAfter('ARRIVED', 'COMPLETED')).toBe('kept');
    expect(heldAfter('PENDING_ACCEPTANCE', 'REJECTED')).toBe('kept');
  });

  it('is free again when an arranged referral comes to anything else', () => {
    expect(heldAfter('ARRANGED', 'ACCEPTED')).toBe('freed');
  });
});
