import type { Department } from '../county/index.js';
import type { Cast } from './act.js';
import type { Narration } from './narration.js';

export interface Circumstances {
  readonly cast: Cast;
  readonly department: Department;
  readonly draftedAt: Date;
  readonly inpatient: boolean;
  readonly urgent: boolean;
  /** Whether the sender's head looks at it first. */
  readonly reviewed: boolean;
}

/** A part of what becomes of a referral. */
export type Chapter = (story: Narration, circumstances: Circumstances) => void;

/** The outcome is recorded, and the referral centre closes the file. */
export function answered(story: Narration, cast: Cast): void {
  story.tell('outcome', cast.doctor).wait(20, 420).tell('complete', cast.coordinator, { to: 'COMPLETED' });
}
