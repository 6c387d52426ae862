import { Permission } from '#identity';
import type { AttachmentTable } from '#patient';

/** Files of the clinical packages of referrals. */
export const REFERRAL_ATTACHMENTS = {
  kind: {
    purpose: 'referral.attachment',
    path: 'referral-attachments',
    permission: Permission.ReadReferral,
    type: 'ReferralAttachment',
    look: { action: 'referral.attachment-read', objectType: 'referral_attachment' },
  },
  table: 'referral_attachments',
  owner: 'package_id',
  nameContext: 'referral_attachments.name',
} as const satisfies AttachmentTable;
