/** What a text is written for. */
export const Medium = {
  INBOX: 'INBOX',
  EMAIL: 'EMAIL',
  ROBOT: 'ROBOT',
  SMS: 'SMS',
} as const;
export type Medium = (typeof Medium)[keyof typeof Medium];
