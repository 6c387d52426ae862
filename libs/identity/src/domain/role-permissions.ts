import { Permission } from './permissions.js';
import type { Role } from './roles.js';

/** Held by everybody who is signed in, whatever their roles. */
export const everybodysPermissions: readonly Permission[] = [
  Permission.ChangeOwnPassword,
  Permission.ManageOwnSessions,
  Permission.EnrolSecondFactor,
  Permission.DelegateRoles,
  Permission.ReadDirectory,
  Permission.ReadWorkCalendar,
  Permission.ReadOwnNotices,
];

/** Held by a session whose password has to be changed first: look at oneself, change it, sign out. */
export const permissionsBeforePasswordChange: readonly Permission[] = [Permission.ChangeOwnPassword];

/** Held by a session that needs a second factor: from inside one can be enrolled, from elsewhere it takes another sign-in. */
export const permissionsBeforeSecondFactor = {
  inside: [Permission.ChangeOwnPassword, Permission.EnrolSecondFactor],
  remote: [Permission.ChangeOwnPassword],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

/** Whoever treats, coordinates or answers for care calls those on duty and sees what is free, wherever they are. */
const duty = [Permission.ReadDuty, Permission.ReadCapacity];
const dutyPlanning = [...duty, Permission.PlanDuty];

/** An expert keeps their own calendar, 医务科 those of its institution. */
const ownCalendar = [Permission.ReadCalendars, Permission.KeepCalendars];
const calendarPlanning = [...ownCalendar, Permission.ApproveLeave];
const rotaPlanning = [...calendarPlanning, Permission.ReadRotas, Permission.PlanRotas];
const attending = [Permission.ReadRotas, Permission.AttendSessions];
/** A township sees who comes, and sends its patients to them. */
const hosting = [Permission.ReadRotas, Permission.BookSessions];

const patientWork = [
  ...duty,
  Permission.ReadPatient,
  Permission.RevealPatientIdentity,
  Permission.BreakGlass,
  Permission.RegisterPatient,
  Permission.IdentifyPatient,
  Permission.RecordConsent,
  Permission.ReadExamOrders,
  Permission.ReadLaboratory,
  Permission.SeeLabReports,
  Permission.ReadExams,
];

/** The desk that answers for the records of patients. */
const patientDesk = [Permission.ReadAccessLog, Permission.MergePatients];

/** Whoever is there when it happens, on either side. */
const greenChannel = [Permission.OpenGreenChannel, Permission.RecordGreenChannelTime];
/** Reading what others have taken, for the whole alliance. */
const watching = [
  ...duty,
  Permission.ReadReadingQueue,
  Permission.ReadExamOrders,
  Permission.ReadLaboratory,
  Permission.ReadExams,
  Permission.BindStudies,
];
const reading = [...watching, Permission.ReadStudies, Permission.EnterLabResults, Permission.WriteImagingReports];
const reviewing = [...reading, Permission.ReviewLabReports, Permission.ReviewImagingReports];
/** Whoever answers for patients hears of what is critical in them, and of the rest when it is their turn. */
const criticalAnswering = [Permission.ReadCriticalValue, Permission.AnswerCriticalValue];
const criticalReporting = [Permission.ReadCriticalValue, Permission.RaiseCriticalValue, Permission.CloseCriticalValue];
/** Looking after how it works. */
const criticalOverseeing = [Permission.ReadCriticalValue, Permission.ExportCriticalValueRegister];
const criticalReviewing = [...criticalReporting, Permission.ReviewCriticalValue];
/** Asking others for advice on one's own patients. */
const consulting = [
  Permission.ReadConsultation,
  Permission.InviteConsultation,
  Permission.AttendConsultation,
  Permission.KeepCalendarFeeds,
];
/** Giving it. */
const advising = [
  Permission.ReadConsultation,
  Permission.AnswerConsultation,
  Permission.AttendConsultation,
  Permission.KeepCalendarFeeds,
];
/** Taking patients back from the county. */
const returningWork = [Permission.ReceiveDownReferral, Permission.FollowUpPatient];

const receivingWork = [
  ...patientWork,
  ...criticalAnswering,
  Permission.ReadReferral,
  Permission.ClaimReferral,
  Permission.AcceptReferral,
  Permission.RejectReferral,
  Permission.ReturnReferral,
  Permission.RecordOutcome,
  Permission.SuggestDownRoute,
  ...greenChannel,
  Permission.AnswerReferral,
  Permission.AcknowledgeEmergency,
  Permission.ConfirmArrival,
  Permission.RedirectReferral,
  Permission.DraftDownReferral,
  Permission.OrderExams,
  ...advising,
];

const sendingWork = [Permission.DraftReferral, Permission.SubmitReferral, Permission.CancelReferral];
const reviewingWork = [Permission.ReviewReferral, Permission.ConfigureReferralReview];

/** What each role may do beyond what everybody may. Row scope (which patients, which referrals) is decided in SQL. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  VILLAGE_DOCTOR: [...duty, Permission.ReadPatient, Permission.RevealPatientIdentity, Permission.FollowUpPatient],
  TOWNSHIP_DOCTOR: [
    ...criticalAnswering,
    Permission.ReferCriticalValue,
    ...consulting,
    ...patientWork,
    Permission.OrderExams,
    ...sendingWork,
    ...returningWork,
    ...greenChannel,
    ...hosting,
    Permission.ReadReferral,
  ],
  TOWNSHIP_HEAD: [
    Permission.ReadIndicators,
    Permission.OpenIndicators,
    ...patientWork,
    ...criticalAnswering,
    ...consulting,
    ...patientDesk,
    Permission.ReviewBreakGlass,
    ...dutyPlanning,
    ...reviewingWork,
    ...returningWork,
    ...greenChannel,
    ...attending,
    ...hosting,
    Permission.AllocateDownReferral,
    Permission.ManageFamilyDoctorTeams,
    Permission.ReadReferral,
    Permission.ReturnReferral,
    Permission.ExportReferralLedger,
    Permission.LogCalls,
  ],
  COUNTY_DOCTOR: [...receivingWork, Permission.ReportBeds],
  DEPT_HEAD: [
    Permission.ReadIndicators,
    ...receivingWork,
    ...reviewingWork,
    ...dutyPlanning,
    Permission.ReviewDownReferral,
    Permission.PlanCapacity,
    Permission.ReportBeds,
  ],
  REFERRAL_COORDINATOR: [
    ...duty,
    ...patientDesk,
    Permission.ReadPatient,
    Permission.RevealPatientIdentity,
    Permission.IdentifyPatient,
    Permission.ReadReferral,
    Permission.ReturnReferral,
    Permission.ArrangeReferral,
    Permission.PlanCapacity,
    Permission.ReportBeds,
    Permission.VerifyAppointmentCode,
    Permission.CompleteReferral,
    ...greenChannel,
    Permission.ExportReferralLedger,
    Permission.ReviewReferral,
    Permission.ReviewDownReferral,
    Permission.AssignReferral,
    Permission.UrgeReferral,
    Permission.ConfirmArrival,
    Permission.CloseReferral,
    Permission.RedirectReferral,
    Permission.MoveOnwardReferral,
    Permission.RedirectDownReferral,
    Permission.LogCalls,
  ],
  REGISTRAR: [Permission.VerifyAppointmentCode],
  CONSULT_COORDINATOR: [
    ...duty,
    Permission.ReadCalendars,
    Permission.ReadConsultation,
    Permission.TriageConsultation,
    Permission.AttendConsultation,
    Permission.CheckConsultationQuality,
  ],
  EXPERT: [...duty, ...ownCalendar, ...attending, ...advising],
  ROTA_MANAGER: [...dutyPlanning, ...rotaPlanning],
  TECHNICIAN: [...watching, Permission.HandleSpecimens, Permission.PerformExams],
  REPORTER: [...reading, ...criticalReporting],
  REVIEWER: [...reviewing, ...criticalReviewing],
  CENTER_HEAD: [
    ...criticalReviewing,
    ...criticalOverseeing,
    Permission.DrillCriticalValue,
    ...reviewing,
    Permission.OverseeReading,
    Permission.AskLabRetraction,
    Permission.ReadRetractions,
    Permission.RequestRetraction,
  ],
  MEDICAL_AFFAIRS: [
    Permission.ReadLaboratory,
    Permission.DecideLabRetraction,
    Permission.ReadIndicators,
    Permission.OpenIndicators,
    Permission.CloseIndicatorMonths,
    Permission.ImportIndicators,
    ...criticalAnswering,
    ...criticalOverseeing,
    Permission.CloseCriticalValue,
    Permission.DrillCriticalValue,
    Permission.ReadRetractions,
    Permission.ConfirmRetraction,
    ...dutyPlanning,
    ...rotaPlanning,
    Permission.SubstituteExperts,
    Permission.ReviewBreakGlass,
  ],
  QUALITY: [
    Permission.ReadIndicators,
    Permission.OpenIndicators,
    ...criticalOverseeing,
    Permission.ReadConsultation,
    Permission.CheckConsultationQuality,
    ...duty,
    Permission.ReviewBreakGlass,
  ],
  DIRECTOR: [
    Permission.ReadIndicators,
    Permission.OpenIndicators,
    ...duty,
    Permission.ReadCalendars,
    Permission.ReadRotas,
    Permission.RevealPatientIdentity,
  ],
  GENERAL_DUTY: [...duty, ...criticalAnswering, Permission.ReadConsultation, Permission.TriageConsultation],
  API_CLIENT: [],
  SYSTEM_ADMIN: [
    Permission.ManageOrganization,
    Permission.ReadCapacity,
    Permission.PlanCapacity,
    Permission.ManageDeliveries,
    Permission.ManageWorkCalendar,
    Permission.ManageReferenceData,
    Permission.ManageNoticeTemplates,
    Permission.ManageNoticeChannels,
    Permission.ConfigureReferralReview,
  ],
  SECURITY_ADMIN: [Permission.ManageAccounts],
  AUDITOR: [Permission.ReadAuditTrail],
};

/** Everything that somebody with these roles may do. Codes that are no roles (any more) give nothing. */
export function permissionsOf(roles: readonly string[]): ReadonlySet<Permission> {
  return new Set([...everybodysPermissions, ...roles.flatMap((role) => rolePermissions[role as Role] ?? [])]);
}
