import { InputType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { ChangeInput, IdField, Text } from '#platform';

/** A name without a path, without what file systems refuse, and without what turns its letters round. */
const FILE_NAME = /^[^\p{C}\\/:*?"<>|]+$/u;

@InputType({ description: 'A file that was uploaded, to be attached. 添加附件' })
export class AttachToReferralInput extends ChangeInput {
  @IdField('The file, as its upload has answered. 文件')
  fileId: string;

  @Text(200, 'What the file is called, without a path. 文件名')
  @Matches(FILE_NAME)
  name: string;
}

@InputType({ description: 'An attachment to be removed. 移除附件' })
export class RemoveAttachmentInput extends ChangeInput {
  @IdField('The attachment. 附件')
  attachmentId: string;
}
