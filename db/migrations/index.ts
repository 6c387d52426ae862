import { Platform1763769600001 } from './1763769600001-platform.js';
import { Organization1763769600002 } from './1763769600002-organization.js';
import { Identity1763769600003 } from './1763769600003-identity.js';
import { Patient1763769600004 } from './1763769600004-patient.js';
import { Referral1763769600005 } from './1763769600005-referral.js';
import { Deliveries1763769600010 } from './1763769600010-deliveries.js';
import { Deadlines1763769600011 } from './1763769600011-deadlines.js';
import { AuditSeals1763769600012 } from './1763769600012-audit-seals.js';
import { Duty1763769600013 } from './1763769600013-duty.js';
import { EventPositions1763769600014 } from './1763769600014-event-positions.js';
import { Notices1763769600015 } from './1763769600015-notices.js';
import { UpReferral1763769600016 } from './1763769600016-up-referral.js';
import { DownReferral1763769600017 } from './1763769600017-down-referral.js';
import { Capacity1763769600018 } from './1763769600018-capacity.js';
import { Files1763769600019 } from './1763769600019-files.js';
import { Routing1763769600020 } from './1763769600020-routing.js';
import { ContactConsents1763769600021 } from './1763769600021-contact-consents.js';
import { ReferralEscalations1763769600022 } from './1763769600022-referral-escalations.js';
import { WorkLists1763769600023 } from './1763769600023-work-lists.js';
import { Ledger1763769600025 } from './1763769600025-ledger.js';
import { DownDeadlines1763769600026 } from './1763769600026-down-deadlines.js';
import { OverdueLists1763769600027 } from './1763769600027-overdue-lists.js';
import { Delegations1763769600028 } from './1763769600028-delegations.js';
import { PatientMerges1763769600029 } from './1763769600029-patient-merges.js';
import { GrownLists1763769600031 } from './1763769600031-grown-lists.js';
import { DutyCorrections1763769600033 } from './1763769600033-duty-corrections.js';
import { ReferralForm1763769600036 } from './1763769600036-referral-form.js';
import { EscalationTurns1763769600037 } from './1763769600037-escalation-turns.js';
import { KeyRegister1763769600038 } from './1763769600038-key-register.js';
import { SecondBlindIndexes1763769600039 } from './1763769600039-second-blind-indexes.js';
import { StandardItems1763769600041 } from './1763769600041-standard-items.js';
import { ServiceOfferCodes1763769600042 } from './1763769600042-service-offer-codes.js';
import { ConsentTexts1763769600043 } from './1763769600043-consent-texts.js';
import { ConsentTextsChecked1763769600044 } from './1763769600044-consent-texts-checked.js';
import { SecondFactors1763769600045 } from './1763769600045-second-factors.js';
import { MachineAccounts1763769600046 } from './1763769600046-machine-accounts.js';
import { BedReporters1763769600047 } from './1763769600047-bed-reporters.js';
import { OwnedReferrals1763769600048 } from './1763769600048-owned-referrals.js';
import { ProviderSignIns1763769600049 } from './1763769600049-provider-sign-ins.js';
import { PatientSearch1763769600050 } from './1763769600050-patient-search.js';
import { PatientNameIndexes1763769600051 } from './1763769600051-patient-name-indexes.js';
import { PatientDuplicates1763769600052 } from './1763769600052-patient-duplicates.js';
import { PatientNameBirth1763769600053 } from './1763769600053-patient-name-birth.js';
import { FamilyDoctorTeams1763769600054 } from './1763769600054-family-doctor-teams.js';
import { Calendar1763769600055 } from './1763769600055-calendar.js';
import { Dispatch1763769600056 } from './1763769600056-dispatch.js';
import { RotaSearches1763769600057 } from './1763769600057-rota-searches.js';
import { ReviewLimits1763769600058 } from './1763769600058-review-limits.js';
import { ReviewLists1763769600059 } from './1763769600059-review-lists.js';
import { SettledDuties1763769600060 } from './1763769600060-settled-duties.js';
import { ArrangementHistory1763769600062 } from './1763769600062-arrangement-history.js';
import { Consultations1763769600070 } from './1763769600070-consultations.js';
import { ConsultationChoices1763769600073 } from './1763769600073-consultation-choices.js';
import { ConsultationChoicesChecked1763769600074 } from './1763769600074-consultation-choices-checked.js';
import { ConsultationSetUp1763769600076 } from './1763769600076-consultation-set-up.js';
import { CalendarFeeds1763769600077 } from './1763769600077-calendar-feeds.js';
import { Worklist1763769600080 } from './1763769600080-worklist.js';
import { Orders1763769600081 } from './1763769600081-orders.js';
import { Imaging1763769600082 } from './1763769600082-imaging.js';
import { UnmatchedStudies1763769600083 } from './1763769600083-unmatched-studies.js';
import { ExamsWithoutStudy1763769600084 } from './1763769600084-exams-without-study.js';
import { LaboratoryReference1763769600086 } from './1763769600086-laboratory-reference.js';
import { Specimens1763769600087 } from './1763769600087-specimens.js';
import { ReadingDueClock1763769600088 } from './1763769600088-reading-due-clock.js';
import { CriticalValues1763769600090 } from './1763769600090-critical-values.js';
import { LabReports1763769600091 } from './1763769600091-lab-reports.js';
import { Recognition1763769600092 } from './1763769600092-recognition.js';
import { SessionBookings1763769600093 } from './1763769600093-session-bookings.js';
import { DisplacedTimes1763769600094 } from './1763769600094-displaced-times.js';
import { TeamTasks1763769600096 } from './1763769600096-team-tasks.js';
import { IndicatorReferralIndex1763769600098 } from './1763769600098-indicator-referral-index.js';
import { IndicatorReferrals1763769600099 } from './1763769600099-indicator-referrals.js';
import { Indicator1763769600100 } from './1763769600100-indicator.js';
import { IndicatorRows1763769600101 } from './1763769600101-indicator-rows.js';
import { IndicatorSessionIndex1763769600102 } from './1763769600102-indicator-session-index.js';
import { NationalIndicators1763769600103 } from './1763769600103-national-indicators.js';
import { IndicatorServices1763769600104 } from './1763769600104-indicator-services.js';
import { IndicatorServiceIndexes1763769600105 } from './1763769600105-indicator-service-indexes.js';
import { IndicatorDays1763769600106 } from './1763769600106-indicator-days.js';
import { ConsultationSessionIndex1763769600163 } from './1763769600163-consultation-session-index.js';
import { TemplatesAndVisitClocks1763769600171 } from './1763769600171-templates-and-visit-clocks.js';
import { LabIsolates1763769600174 } from './1763769600174-lab-isolates.js';
import { CriticalThresholdKeys1763769600175 } from './1763769600175-critical-threshold-keys.js';
import { LaboratoryLists1763769600178 } from './1763769600178-laboratory-lists.js';
import { ReferralMarks1763769600179 } from './1763769600179-referral-marks.js';
import { ReferralMarkLists1763769600180 } from './1763769600180-referral-mark-lists.js';
import { ExpectedLists1763769600181 } from './1763769600181-expected-lists.js';
import { ExpertsSince1763769600185 } from './1763769600185-experts-since.js';
import { ConsultationAmendments1763769600188 } from './1763769600188-consultation-amendments.js';
import { CommitmentTimes1763769600189 } from './1763769600189-commitment-times.js';
import { CriticalValueCorrections1763769600193 } from './1763769600193-critical-value-corrections.js';
import { CriticalValueRevisions1763769600194 } from './1763769600194-critical-value-revisions.js';
import { CriticalValueRevisionsChecked1763769600195 } from './1763769600195-critical-value-revisions-checked.js';
import { SpecimenBoxDays1763769600196 } from './1763769600196-specimen-box-days.js';
import { IndicatorDepartments1763769600200 } from './1763769600200-indicator-departments.js';
import { SettingsRevision1763769600206 } from './1763769600206-settings-revision.js';
import { ListsFromIndexes1763769600220 } from './1763769600220-lists-from-indexes.js';
import { CarriedAttachments1763769600221 } from './1763769600221-carried-attachments.js';
import { IndicatorTurns1763769600238 } from './1763769600238-indicator-turns.js';
import { IndicatorReferralLabels1763769600239 } from './1763769600239-indicator-contract-referral-labels.js';
import { CriticalReportMark1763769600240 } from './1763769600240-critical-report-mark.js';
import { CriticalReports1763769600241 } from './1763769600241-critical-reports.js';

/** The timeline of the schema, in order. A migration is never edited once it has been merged. */
export const migrations = [
  Platform1763769600001,
  Organization1763769600002,
  Identity1763769600003,
  Patient1763769600004,
  Referral1763769600005,
  Deliveries1763769600010,
  Deadlines1763769600011,
  AuditSeals1763769600012,
  Duty1763769600013,
  EventPositions1763769600014,
  Notices1763769600015,
  UpReferral1763769600016,
  DownReferral1763769600017,
  Capacity1763769600018,
  Files1763769600019,
  Routing1763769600020,
  ContactConsents1763769600021,
  ReferralEscalations1763769600022,
  WorkLists1763769600023,
  Ledger1763769600025,
  DownDeadlines1763769600026,
  OverdueLists1763769600027,
  Delegations1763769600028,
  PatientMerges1763769600029,
  GrownLists1763769600031,
  DutyCorrections1763769600033,
  ReferralForm1763769600036,
  EscalationTurns1763769600037,
  KeyRegister1763769600038,
  SecondBlindIndexes1763769600039,
  StandardItems1763769600041,
  ServiceOfferCodes1763769600042,
  ConsentTexts1763769600043,
  ConsentTextsChecked1763769600044,
  SecondFactors1763769600045,
  MachineAccounts1763769600046,
  BedReporters1763769600047,
  OwnedReferrals1763769600048,
  ProviderSignIns1763769600049,
  PatientSearch1763769600050,
  PatientNameIndexes1763769600051,
  PatientDuplicates1763769600052,
  PatientNameBirth1763769600053,
  FamilyDoctorTeams1763769600054,
  Calendar1763769600055,
  Dispatch1763769600056,
  RotaSearches1763769600057,
  ReviewLimits1763769600058,
  ReviewLists1763769600059,
  SettledDuties1763769600060,
  ArrangementHistory1763769600062,
  Consultations1763769600070,
  ConsultationChoices1763769600073,
  ConsultationChoicesChecked1763769600074,
  ConsultationSetUp1763769600076,
  CalendarFeeds1763769600077,
  Worklist1763769600080,
  Orders1763769600081,
  Imaging1763769600082,
  UnmatchedStudies1763769600083,
  ExamsWithoutStudy1763769600084,
  LaboratoryReference1763769600086,
  Specimens1763769600087,
  ReadingDueClock1763769600088,
  CriticalValues1763769600090,
  LabReports1763769600091,
  Recognition1763769600092,
  SessionBookings1763769600093,
  DisplacedTimes1763769600094,
  TeamTasks1763769600096,
  IndicatorReferralIndex1763769600098,
  IndicatorReferrals1763769600099,
  Indicator1763769600100,
  IndicatorRows1763769600101,
  IndicatorSessionIndex1763769600102,
  NationalIndicators1763769600103,
  IndicatorServices1763769600104,
  IndicatorServiceIndexes1763769600105,
  IndicatorDays1763769600106,
  ConsultationSessionIndex1763769600163,
  TemplatesAndVisitClocks1763769600171,
  LabIsolates1763769600174,
  CriticalThresholdKeys1763769600175,
  LaboratoryLists1763769600178,
  ReferralMarks1763769600179,
  ReferralMarkLists1763769600180,
  ExpectedLists1763769600181,
  ExpertsSince1763769600185,
  ConsultationAmendments1763769600188,
  CommitmentTimes1763769600189,
  CriticalValueCorrections1763769600193,
  CriticalValueRevisions1763769600194,
  CriticalValueRevisionsChecked1763769600195,
  SpecimenBoxDays1763769600196,
  IndicatorDepartments1763769600200,
  SettingsRevision1763769600206,
  ListsFromIndexes1763769600220,
  CarriedAttachments1763769600221,
  IndicatorTurns1763769600238,
  IndicatorReferralLabels1763769600239,
  CriticalReportMark1763769600240,
  CriticalReports1763769600241,
];
