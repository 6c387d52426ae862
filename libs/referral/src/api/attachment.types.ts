import { InputType, ObjectType } from '@nestjs/graphql';
import { AttachInput, AttachmentFields, DetachInput } from '#patient';

@ObjectType({ description: 'A file of the clinical part: an image, a report, a scan. 转诊附件' })
export class ReferralAttachment extends AttachmentFields {}

@InputType({ description: 'A file that was uploaded, to be attached. 添加附件' })
export class AttachToReferralInput extends AttachInput {}

@InputType({ description: 'An attachment to be removed. 移除附件' })
export class RemoveAttachmentInput extends DetachInput {}
