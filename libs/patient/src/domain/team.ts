/** What somebody does in a team of family doctors. */
export const TeamFunction = {
  DOCTOR: 'DOCTOR',
  VILLAGE_DOCTOR: 'VILLAGE_DOCTOR',
  NURSE: 'NURSE',
  PUBLIC_HEALTH: 'PUBLIC_HEALTH',
} as const;
export type TeamFunction = (typeof TeamFunction)[keyof typeof TeamFunction];

export interface TeamMember {
  readonly staffId: string;
  readonly function: TeamFunction;
}
