import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsBoolean } from 'class-validator';
import { IdField } from '#platform';

@InputType({ description: 'A workbook that was uploaded. It may come again: twice changes nothing. 导入工作簿' })
export class ImportWorkbookInput {
  @IdField('The file, as the upload answered; of the viewer alone, within an hour. 文件编号')
  fileId: string;

  @Field(() => Boolean, { description: 'Only tell what would change and what is wrong. 试运行' })
  @IsBoolean()
  dryRun: boolean;
}

@ObjectType({ description: 'What an import has done with one sheet, or would do. 工作表导入结果' })
export class SetupSheet {
  @Field(() => String, { description: 'What the sheet is called. 工作表' })
  sheet: string;

  @Field(() => [String], {
    description: 'Headings of columns that the sheet does without; what is on record of them stays. 工作表中缺少的列',
  })
  absentColumns: readonly string[];

  @Field(() => Int, { description: 'Rows that are new. 新增行数' })
  added: number;

  @Field(() => Int, { description: 'Rows that have changed what was on record. 变更行数' })
  changed: number;

  @Field(() => Int, { description: 'Rows that say what was on record. 未变行数' })
  unchanged: number;

  @Field(() => [String], {
    description: 'What is on record and in no row, by its codes; it stays. 工作簿中未出现的记录',
  })
  missing: readonly string[];

  @Field(() => Int, { description: 'Rows about what others set up; they are passed over. 不属于本人权限的行数' })
  elsewhere: number;

  @Field(() => Boolean, { description: 'Whether somebody else has to import the sheet. 是否须由他人导入' })
  passedOver: boolean;
}

@ObjectType({ description: 'One cell, one row or a sheet that cannot be used. 导入问题' })
export class SetupProblem {
  @Field(() => String, { description: 'The sheet. 工作表' })
  sheet: string;

  @Field(() => Int, { description: 'Row of the sheet, counted from 1. 行号' })
  row: number;

  @Field(() => String, { nullable: true, description: 'The column; absent where it is the whole row. 列' })
  column: string | null;

  @Field(() => String, { description: 'What is wrong, as a stable code. 代码' })
  code: string;

  @Field(() => String, { description: 'What is wrong, in words. 说明' })
  message: string;

  @Field(() => String, { nullable: true, description: 'What is in the way, where something is. 相关内容' })
  other: string | null;
}

@ObjectType({ description: 'An account with the password that is handed out once. 新账号及首次密码' })
export class SetupAccount {
  @Field(() => String, { description: 'Staff number. 工号' })
  staffNo: string;

  @Field(() => String, { description: 'Login name. 登录名' })
  loginName: string;

  @Field(() => String, {
    description: 'To be changed at the first sign-in; shown nowhere else and never again. 首次密码',
  })
  password: string;
}

@ObjectType({ description: 'What an import has done, or would do. 导入结果' })
export class SetupImport {
  @Field(() => Boolean, { description: 'Whether nothing was written. 是否试运行' })
  dryRun: boolean;

  @Field(() => [SetupSheet], { description: 'Sheet by sheet. 各工作表结果' })
  sheets: SetupSheet[];

  @Field(() => [SetupProblem], {
    description: 'All that is wrong, in a dry run; an import is refused for it. 全部问题',
  })
  problems: SetupProblem[];

  @Field(() => [SetupAccount], { description: 'Accounts that were opened. 新账号' })
  accounts: SetupAccount[];
}
