import { Permission } from '#identity';
import type { AttachmentTable } from '#patient';

/** Files of cases. */
export const CONSULTATION_ATTACHMENTS = {
  kind: {
    purpose: 'consultation.attachment',
    path: 'consultation-attachments',
    permission: Permission.ReadConsultation,
    type: 'ConsultationAttachment',
    look: { action: 'consultation.attachment-read', objectType: 'consultation_attachment' },
  },
  table: 'consultation_attachments',
  owner: 'consultation_id',
  nameContext: 'consultation_attachments.name',
} as const satisfies AttachmentTable;
