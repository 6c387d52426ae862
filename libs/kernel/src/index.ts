export type { Clock, Duration } from './clock.js';
export { ManualClock, after, before, days, elapsed, hours, milliseconds, minutes, seconds } from './clock.js';
export type { CodedConcept } from './coded-concept.js';
export { isSameConcept } from './coded-concept.js';
export type { Page } from './connection.js';
export { pageOf } from './connection.js';
export type { CursorValues } from './cursor.js';
export { InvalidCursorError, decodeCursor, encodeCursor } from './cursor.js';
export type { DomainErrorDetails, FieldProblem } from './domain-error.js';
export {
  DomainError,
  ForbiddenError,
  IdempotencyKeyReusedError,
  InvalidInputError,
  NotFoundError,
  RateLimitedError,
  StaleVersionError,
  TransitionRefusedError,
  UnauthenticatedError,
} from './domain-error.js';
export type { Checked } from './identifiers/checked.js';
export { IdDocumentType, checkIdDocument, isIdDocumentType } from './identifiers/id-document.js';
export { maskIdNumber, maskName, maskPhone } from './identifiers/masks.js';
export { isMobilePhone } from './identifiers/mobile-phone.js';
export {
  CodeProblem,
  InstitutionCodeWarning,
  checkOrganisationCode,
  checkSocialCreditCode,
  institutionCodeWarnings,
} from './identifiers/organisation-codes.js';
export type { CheckedResidentId } from './identifiers/resident-id.js';
export { ResidentIdProblem, Sex, checkResidentId } from './identifiers/resident-id.js';
export type { Interval } from './interval.js';
export {
  contains,
  freeIntervals,
  intersect,
  intersection,
  isEmpty,
  lengthOf,
  merge,
  overlaps,
  subtract,
} from './interval.js';
export type { JsonRecord, JsonValue } from './json-value.js';
export type { LocalDate, LocalTime } from './local-date.js';
export {
  ALLIANCE_ZONE,
  addDays,
  ageAt,
  dayOf,
  daysBetween,
  daysOf,
  instantAt,
  isLocalDate,
  isReckonable,
  localDate,
  localMinute,
  minutesOf,
  monthsBefore,
  startOfDay,
  weekdayOf,
} from './local-date.js';
export { isSameUnit, measuredNumber, type MeasuredNumber } from './measured-number.js';
export type { Cents } from './money.js';
export { cents, centsFromYuan, times, totalOf, yuanText } from './money.js';
export type { CodedReason } from './reason.js';
export { ReasonRule, checkReason, effectiveReasons } from './reason.js';
export { hasText, readableLength } from './text.js';
export type { Cell } from './sheet/cell.js';
export { cellText, halfWidth } from './sheet/cell.js';
export type { Kind } from './sheet/kind.js';
export { findHeadings } from './sheet/headings.js';
export { day, decimal, timeOfDay, wholeNumber, yuan } from './sheet/quantities.js';
export type { CellRange, Column, Columns, RowOf, Sheet, SheetProblem, Table, TableRow } from './sheet/table.js';
export { EXAMPLE, cellKey, optional, readTable, required, telling } from './sheet/table.js';
export { checked, choice, code, listOf, mobilePhone, text, yesNo } from './sheet/texts.js';
export type {
  ActionOf,
  Decision,
  Guard,
  Lifecycle,
  PermittedAction,
  Refusal,
  StateOf,
  TransitionRow,
  TransitionTable,
  Verdict,
} from './transition-table.js';
export { TableRule, evaluate, nextState, permittedActions } from './transition-table.js';
export type { WalkOptions, WalkedPair } from './walk-transitions.js';
export { walkTransitions } from './walk-transitions.js';
export type { WorkCalendarData } from './work-calendar.js';
export { WorkCalendar } from './work-calendar.js';
