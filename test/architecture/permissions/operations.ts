/** Every operation of the API, written out so that a test can be named after each. */
export const OPERATIONS = [
  'acceptReferral account accounts arrangeReferral assignRole auditEntries changeDepartment changeDuty',
  'changeInstitution changePassword changePatientContact changeStaff claimReferral completeReferral copyDutyMonth',
  'createAccount currentOnDuty deadLetter deadLetters departments disableAccount draftReferral dutyRequirements',
  'dutyRoster editReferral enableAccount endDutyRequirement enterWorkCalendarYear institution institutions me',
  'mySessions onDutyAt patient patients planDutyMonth reasonCodes recordConsent recordReferralOutcome referral',
  'referralChanged referrals referralWorkListChanged registerDepartment registerInstitution registerPatient',
  'registerServiceOffer registerStaff rejectReferral releaseReferral removeDuty requireDuty resendDeadLetter',
  'resendDeadLetters resetPassword returnReferralForEdit revokeRole revokeSession serviceDirectory setTravelTime',
  'signFamilyDoctorContract signIn signOut staffMembers submitReferral substituteOnDuty switchInstitution',
  'travelMinutes verifyAppointmentCode withdrawConsent withdrawServiceOffer withdrawSubstitute workCalendarYear',
  'acknowledgeNotice acknowledgeNotices addNoticeChannel addNoticeTemplateVersion callTasks changeNoticeChannel',
  'disableNoticeChannel logCall markNoticesRead myNoticeCounts myNotices myNoticesChanged myQuietHours',
  'bedPools changeClinicSession clinicClosures clinicSessions closeClinic copyClinicWeek freeClinicSessions',
  'planClinicSessions reopenClinic reportBeds withdrawClinicSession',
  'noticeChannels noticeDeliveries noticeTemplateVersions setMyQuietHours testNoticeChannel',
  'attachToReferral removeAttachment',
  'routingSuggestions downRoutingSuggestions greenChannelFor openGreenChannel recordGreenChannelTime',
  'correctGreenChannelTime',
  'acknowledgeEmergencyReferral amendEmergencyReferral answerOnwardReferral approveReferral assignReferral',
  'cancelReferral closeOnwardReferral closeReferralByAgreement completeOnwardReferral confirmReferralArrival',
  'forwardReferralOnward markReferralNoShow rearrangeReferral recordReferralRetrospectively redirectReferral',
  'referralReviewSwitches reopenReferral requestReferralInformation returnReferralWithAdvice sendOnwardReferral',
  'submitEmergencyReferral supplyReferralInformation switchReferralReview',
]
  .flatMap((line) => line.split(' '))
  .toSorted();
