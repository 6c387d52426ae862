import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { ChangeInput, IdField, Text } from '#platform';

/** A name without a path, without what file systems refuse, and without what turns its letters round. */
const FILE_NAME = /^[^\p{C}\\/:*?"<>|]+$/u;

/** A file that belongs to something. `name` and `downloadUrl` are the owner's to resolve. */
@ObjectType({ isAbstract: true })
export abstract class AttachmentFields {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  name: string;

  @Field(() => String, { description: 'What its content is: PDF, JPEG or PNG as a MIME type. 文件类型' })
  contentType: string;

  @Field(() => Int, { description: 'Length in bytes. 文件大小' })
  size: number;

  @Field(() => String, { description: 'SHA-256 of the content, in hexadecimal digits. 校验值' })
  sha256: string;

  @Field(() => Date, { description: 'When it was attached. 添加时间' })
  attachedAt: Date;

  @Field(() => String, { description: 'Name of who attached it. 添加人' })
  attachedByName: string;

  downloadUrl: string;
}

/** What attaches an uploaded file to something. */
@InputType({ isAbstract: true })
export abstract class AttachInput extends ChangeInput {
  @IdField('The file, as its upload has answered. 文件')
  fileId: string;

  @Text(200, 'What the file is called, without a path. 文件名')
  @Matches(FILE_NAME)
  name: string;
}

/** What takes an attachment away again. */
@InputType({ isAbstract: true })
export abstract class DetachInput extends ChangeInput {
  @IdField('The attachment. 附件')
  attachmentId: string;
}
