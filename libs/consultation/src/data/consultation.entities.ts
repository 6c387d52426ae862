import { ConsultationAttachmentEntity } from './attachment.entity.js';
import { AttendanceEntity } from './attendance.entity.js';
import { ConsultationEntity } from './consultation.entity.js';
import { InvitationEntity } from './invitation.entity.js';
import { OpinionEntity } from './opinion.entity.js';
import { RoomEntity } from './room.entity.js';
import { SignatureEntity } from './signature.entity.js';

/** Every table of the library. */
export const consultationEntities = [
  ConsultationEntity,
  InvitationEntity,
  AttendanceEntity,
  ConsultationAttachmentEntity,
  OpinionEntity,
  SignatureEntity,
  RoomEntity,
];
