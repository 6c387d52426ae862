import { InputType, ObjectType } from '@nestjs/graphql';
import { AttachInput, AttachmentFields, DetachInput } from '#patient';

@ObjectType({ description: 'A file of a case: an image, a report, a scan. 会诊附件' })
export class ConsultationAttachment extends AttachmentFields {}

@InputType({ description: 'A file that was uploaded, to be attached to a case. 添加会诊附件' })
export class AttachToConsultationInput extends AttachInput {}

@InputType({ description: 'A file of a case to be removed. 移除会诊附件' })
export class RemoveConsultationAttachmentInput extends DetachInput {}
