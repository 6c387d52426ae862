import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A file of the clinical part: an image, a report, a scan. 转诊附件' })
export class ReferralAttachment {
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
