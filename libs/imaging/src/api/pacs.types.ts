import { Field, ObjectType } from '@nestjs/graphql';
import { PacsState } from '../domain/pacs-state.js';

@ObjectType({ description: 'Whether the alliance has a PACS, and whether it answers. 影像系统状态' })
export class PacsStatus {
  @Field(() => PacsState, { description: 'How it stands. 状态' })
  state: PacsState;
}

@ObjectType({ description: 'Where the images of an exam are. 影像链接' })
export class ExamStudyLinks {
  @Field(() => String, { description: 'The study by WADO-RS, for software. WADO-RS 地址' })
  wadoUrl: string;

  @Field(() => String, { nullable: true, description: 'The study in the viewer, for people. 阅片地址' })
  viewerUrl: string | null;
}
