/** The papers of a consultation; the values stand in addresses and names of files. */
export const ConsultationPaper = {
  APPLICATION: 'application',
  CONSENT: 'consent',
  OPINION: 'opinion',
} as const;
export type ConsultationPaper = (typeof ConsultationPaper)[keyof typeof ConsultationPaper];
