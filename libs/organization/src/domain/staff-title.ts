/** Professional titles; never inferred from free text. */
export const StaffTitle = {
  NONE: 'NONE',
  JUNIOR: 'JUNIOR',
  INTERMEDIATE: 'INTERMEDIATE',
  DEPUTY_SENIOR: 'DEPUTY_SENIOR',
  SENIOR: 'SENIOR',
} as const;
export type StaffTitle = (typeof StaffTitle)[keyof typeof StaffTitle];
