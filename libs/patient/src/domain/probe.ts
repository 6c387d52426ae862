/** Attempts by which somebody could find out who is in the index, number by number. */
export const ProbeKind = {
  /** A number or telephone was searched that nobody within sight has. */
  SEARCH_MISS: 'SEARCH_MISS',
  /** A number was registered that is on record under another name. */
  NAME_DIFFERS: 'NAME_DIFFERS',
  /** A number was read in full. */
  REVEAL: 'REVEAL',
} as const;
export type ProbeKind = (typeof ProbeKind)[keyof typeof ProbeKind];

/** So many within a window; settings, the second one in minutes. */
export interface ProbeLimit {
  readonly attempts: string;
  readonly window: string;
}

export const probeLimits: Readonly<Record<ProbeKind, ProbeLimit>> = {
  SEARCH_MISS: { attempts: 'patient.search_miss_limit_attempts', window: 'patient.search_miss_window_minutes' },
  NAME_DIFFERS: { attempts: 'patient.name_differs_limit_attempts', window: 'patient.name_differs_window_minutes' },
  REVEAL: { attempts: 'patient.reveal_limit_attempts', window: 'patient.reveal_window_minutes' },
};
