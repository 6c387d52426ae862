export const ATTACHMENT_NAME_CONTEXT = 'consultation.attachment-name';

/** What files are uploaded for that belong to a case. */
export const ATTACHMENT_PURPOSE = 'consultation.attachment';
