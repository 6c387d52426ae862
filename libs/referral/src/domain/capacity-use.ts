import type { UpState } from './referral-state.js';

/** What becomes of the place or bed that is held for a referral when its state changes. */
export function heldAfter(from: UpState, to: UpState): 'kept' | 'used' | 'freed' {
  if (from !== 'ARRANGED' || to === 'ARRANGED') return 'kept';
  return to === 'ARRIVED' ? 'used' : 'freed';
}
