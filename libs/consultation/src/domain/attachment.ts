/** Names of files often hold a patient's: they are encrypted, bound to their column. */
export const ATTACHMENT_NAME_CONTEXT = 'consultation_attachments.name';
