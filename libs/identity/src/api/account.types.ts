import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsNotEmpty, IsString, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { OptionalText, Text, connectionOf } from '#platform';
import { LOGIN_NAME } from '../domain/login-name.js';
import { PASSWORD_MAX_LENGTH } from '../domain/password-rules.js';
import { AccountStatus } from './identity.enums.js';
import { RoleAssignmentType } from './role-assignment.types.js';

@ObjectType('Account', { description: 'How one staff member signs in. 账号' })
export class AccountType {
  @Field(() => ID, { description: 'Id of the account. 账号编号' })
  id: string;

  @Field(() => String, { description: 'Login name, in lower case. 用户名' })
  loginName: string;

  @Field(() => ID, { description: 'Whose account it is. 人员' })
  staffId: string;

  @Field(() => ID, { description: 'Institution whose security administrator manages it. 管理机构' })
  institutionId: string;

  @Field(() => AccountStatus, { description: 'Whether the person may sign in. 状态' })
  status: AccountStatus;

  @Field(() => Boolean, { description: 'The password has to be changed at the next sign-in. 须修改密码' })
  mustChangePassword: boolean;

  @Field(() => Date, { description: 'When the password was last set. 密码设置时间' })
  passwordChangedAt: Date;

  @Field(() => Date, { nullable: true, description: 'Since when a second factor is enrolled. 第二因素绑定时间' })
  secondFactorSince: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who the person is at the OpenID provider, where they may sign in there. 统一认证用户标识',
  })
  providerSubject: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when they may sign in there. 统一认证绑定时间' })
  providerLinkedAt: Date | null;

  @Field(() => Date, { description: 'When the account was made. 创建时间' })
  createdAt: Date;

  @Field(() => Int, { description: 'Version, to be sent with a change. 版本号' })
  version: number;

  @Field(() => [RoleAssignmentType], { description: 'Roles held at this institution now or later. 角色' })
  roles: RoleAssignmentType[];
}

@ObjectType({ description: 'A page of accounts. 账号列表' })
export class AccountConnection extends connectionOf(AccountType, 'accounts') {}

@InputType({ description: "An account for a staff member of the viewer's institution. 新建账号" })
export class CreateAccountInput {
  @Field(() => String, { description: 'Chosen by the client; a repeated request makes no second account. 幂等键' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  idempotencyKey: string;

  @Field(() => ID, { description: 'Whose account it will be. 人员' })
  @IsUUID()
  staffId: string;

  @Field(() => String, { description: 'Letters, digits and `. _ @ -`; upper and lower case are the same. 用户名' })
  @Matches(LOGIN_NAME)
  loginName: string;

  @Field(() => String, { description: 'Has to be changed at the first sign-in. 初始密码' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2 * PASSWORD_MAX_LENGTH)
  initialPassword: string;
}

@InputType({ description: 'Which account to change. 账号操作' })
export class AccountChangeInput {
  @Field(() => ID, { description: 'Id of the account. 账号编号' })
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that was seen. 版本号' })
  @IsInt()
  @Min(1)
  expectedVersion: number;
}

@InputType({ description: 'Whose second factor is taken away, and why. 重置第二因素' })
export class ResetSecondFactorInput extends AccountChangeInput {
  @Text(64, 'Why, from `identity.second_factor_reset`. 原因代码')
  reasonCode: string;

  @OptionalText(200, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'A password for somebody who forgot theirs. 重置密码' })
export class ResetPasswordInput extends AccountChangeInput {
  @Field(() => String, { description: 'Has to be changed at the next sign-in. 临时密码' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2 * PASSWORD_MAX_LENGTH)
  temporaryPassword: string;
}
