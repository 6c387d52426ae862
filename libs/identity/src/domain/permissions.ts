/** What an operation asks for, `library.act`. Which role holds what stands in `role-permissions.ts` alone. */
export const Permission = {
  /** The only one a session holds whose password has to be changed first. */
  ChangeOwnPassword: 'identity.change-own-password',
  ManageOwnSessions: 'identity.manage-own-sessions',
  EnrolSecondFactor: 'identity.enrol-second-factor',
  ManageAccounts: 'identity.manage-accounts',
  /** Let colleagues act in one's name, with what one may do oneself. */
  DelegateRoles: 'identity.delegate',

  ReadAuditTrail: 'audit.read',
  /** Asked for by the platform's own operations. */
  ManageDeliveries: 'platform.manage-deliveries',
  ManageWorkCalendar: 'platform.manage-work-calendar',
  ManageReferenceData: 'platform.manage-reference-data',
  ReadWorkCalendar: 'platform.read-work-calendar',

  ReadDirectory: 'organization.read-directory',
  ManageOrganization: 'organization.manage',
  ConfigureReferralReview: 'organization.configure-referral-review',

  ReadDuty: 'duty.read',
  PlanDuty: 'duty.plan',
  ReadCapacity: 'capacity.read',
  PlanCapacity: 'capacity.plan',
  ReportBeds: 'capacity.report-beds',

  ReadCalendars: 'calendar.read',
  /** Write into one's own calendar, or into those of the institution that one plans for. */
  KeepCalendars: 'calendar.keep',
  ApproveLeave: 'calendar.approve-leave',
  /** Links by which a calendar program reads one's own appointments, or who comes. */
  KeepCalendarFeeds: 'calendar.keep-feeds',

  ReadRotas: 'dispatch.read',
  PlanRotas: 'dispatch.plan',
  /** Confirm, check in and record attendance: the expert's own sessions, or those at the own township. */
  AttendSessions: 'dispatch.attend',
  SubstituteExperts: 'dispatch.substitute',
  /** Give patients of the own township places at the sessions of those who come. */
  BookSessions: 'dispatch.book',

  ReadExamOrders: 'order.read',
  OrderExams: 'order.write',

  ReadLaboratory: 'laboratory.read',
  /** Take, pack, send, receive and reject specimens. */
  HandleSpecimens: 'laboratory.handle-specimens',
  /** Bring values in, sign them first, begin corrections. */
  EnterLabResults: 'laboratory.enter-results',
  /** The second signature, and corrections of what was published. */
  ReviewLabReports: 'laboratory.review',
  AskLabRetraction: 'laboratory.ask-retraction',
  DecideLabRetraction: 'laboratory.decide-retraction',
  /** Take note of what one's institution has ordered. */
  SeeLabReports: 'laboratory.see-reports',

  /** See what waits to be read. */
  ReadReadingQueue: 'worklist.read',
  /** Take readings, write reports and review them. */
  ReadStudies: 'worklist.read-studies',
  OverseeReading: 'worklist.oversee',

  /** See figures: of the alliance at the hospital that leads it, elsewhere of the own institution. */
  ReadIndicators: 'indicator.read',
  /** See what figures are about, row by row. */
  OpenIndicators: 'indicator.open',
  /** Hand in what other offices have counted for the national list. */
  ImportIndicators: 'indicator.import',
  /** Freeze the figures of a month. */
  CloseIndicatorMonths: 'indicator.close',

  ReadOwnNotices: 'notification.read-own',
  ManageNoticeTemplates: 'notification.manage-templates',
  ManageNoticeChannels: 'notification.manage-channels',
  LogCalls: 'notification.log-calls',

  ReadPatient: 'patient.read',
  /** See number, telephone and address in full, for a reason; those who read no patients see one by it alone. */
  RevealPatientIdentity: 'patient.reveal-identity',
  /** See a patient in an emergency whom no relation shows. */
  BreakGlass: 'patient.break-glass',
  ReviewBreakGlass: 'patient.review-break-glass',
  /** Make one of two records of the same person, and take that back. */
  MergePatients: 'patient.merge',
  /** Make teams of family doctors, and say who belongs to them. */
  ManageFamilyDoctorTeams: 'patient.manage-teams',
  /** Who has looked at a patient. */
  ReadAccessLog: 'patient.read-access-log',
  RegisterPatient: 'patient.register',
  /** Say who a patient is who came without a document. */
  IdentifyPatient: 'patient.identify',
  RecordConsent: 'patient.record-consent',

  ReadReferral: 'referral.read',
  DraftReferral: 'referral.draft',
  SubmitReferral: 'referral.submit',
  ClaimReferral: 'referral.claim',
  AcceptReferral: 'referral.accept',
  RejectReferral: 'referral.reject',
  ReturnReferral: 'referral.return',
  ArrangeReferral: 'referral.arrange',
  VerifyAppointmentCode: 'referral.verify-appointment-code',
  RecordOutcome: 'referral.record-outcome',
  CompleteReferral: 'referral.complete',
  SuggestDownRoute: 'referral.suggest-down-route',
  OpenGreenChannel: 'referral.open-green-channel',
  RecordGreenChannelTime: 'referral.record-green-channel-time',
  ExportReferralLedger: 'referral.export-ledger',
  ReviewReferral: 'referral.review',
  AssignReferral: 'referral.assign',
  UrgeReferral: 'referral.urge',
  /** Ask the author something, or advise instead of treating. */
  AnswerReferral: 'referral.answer',
  AcknowledgeEmergency: 'referral.acknowledge-emergency',
  ConfirmArrival: 'referral.confirm-arrival',
  CancelReferral: 'referral.cancel',
  CloseReferral: 'referral.close',
  RedirectReferral: 'referral.redirect',
  MoveOnwardReferral: 'referral.move-onward',
  DraftDownReferral: 'referral.draft-down',
  ReviewDownReferral: 'referral.review-down',
  RedirectDownReferral: 'referral.redirect-down',
  AllocateDownReferral: 'referral.allocate-down',
  ReceiveDownReferral: 'referral.receive-down',
  FollowUpPatient: 'referral.follow-up',

  ReadConsultation: 'consultation.read',
  /** Invite, on behalf of a patient. */
  InviteConsultation: 'consultation.invite',
  /** Look through invitations as they come in, choose experts and times. */
  TriageConsultation: 'consultation.triage',
  /** Answer what one is invited to, write the opinion and sign it. */
  AnswerConsultation: 'consultation.answer',
  /** Be there, on either side, and say what came in between. */
  AttendConsultation: 'consultation.attend',
  CheckConsultationQuality: 'consultation.check-quality',

  ReadExams: 'imaging.read',
  /** Register exams, perform them, link what shows them. */
  PerformExams: 'imaging.perform',
  /** Say which exam a study shows that came without one. */
  BindStudies: 'imaging.bind-studies',
  WriteImagingReports: 'imaging.write-reports',
  ReviewImagingReports: 'imaging.review-reports',
  /** Reports that somebody wants to take back: two people decide. */
  ReadRetractions: 'imaging.read-retractions',
  RequestRetraction: 'imaging.request-retraction',
  ConfirmRetraction: 'imaging.confirm-retraction',

  ReadCriticalValue: 'critical-value.read',
  /** See something critical, and verify what others have seen. */
  RaiseCriticalValue: 'critical-value.raise',
  /** Decide on what somebody else holds to be false. */
  ReviewCriticalValue: 'critical-value.review',
  CloseCriticalValue: 'critical-value.close',
  AnswerCriticalValue: 'critical-value.answer',
  ReferCriticalValue: 'critical-value.refer',
  DrillCriticalValue: 'critical-value.drill',
  ExportCriticalValueRegister: 'critical-value.export-register',
} as const;

export type Permission = (typeof Permission)[keyof typeof Permission];
