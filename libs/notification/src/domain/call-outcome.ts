/** How a call ended; GIVEN_UP ends the trying. */
export const CallOutcome = {
  REACHED: 'REACHED',
  NO_ANSWER: 'NO_ANSWER',
  WRONG_NUMBER: 'WRONG_NUMBER',
  REFUSED: 'REFUSED',
  GIVEN_UP: 'GIVEN_UP',
} as const;
export type CallOutcome = (typeof CallOutcome)[keyof typeof CallOutcome];

/** Whether somebody still has to call. */
export type CallState = 'OPEN' | 'REACHED' | 'GIVEN_UP';
