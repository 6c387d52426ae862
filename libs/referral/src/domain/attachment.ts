/** What files are uploaded for that are attached to referrals. */
export const ATTACHMENT_PURPOSE = 'referral.attachment';

/** Names of files often hold a patient's: they are encrypted, bound to their column. */
export const ATTACHMENT_NAME_CONTEXT = 'referral_attachments.name';
