/** A group of readers and what is read there, as it counts at an instant: `CT`, `ECG`. */
export interface ReadingGroup {
  readonly code: string;
  readonly leaseMinutes: number;
  /** One: who reports signs; two: somebody else reviews. */
  readonly signatures: 1 | 2;
  /** How long reading one takes. */
  readonly expectedMinutes: number;
  /** What whoever reads here has to hold; null where nothing is asked for. */
  readonly certificateCode: string | null;
}

/** How many readings somebody may hold at once. */
export const OPEN_CLAIMS_SETTING = 'worklist.open_claims';
