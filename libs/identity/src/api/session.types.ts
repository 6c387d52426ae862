import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsNotEmpty, IsString, IsUUID, MaxLength } from 'class-validator';
import { PASSWORD_MAX_LENGTH } from '../domain/password-rules.js';
import { SecondFactorChallengeType } from './second-factor.types.js';
import { ViewerType } from './viewer.types.js';

@ObjectType('SignInResult', {
  description: 'A new session, or the second factor that has to be proven first. 登录结果',
})
export class SignInResultType {
  @Field(() => String, {
    nullable: true,
    description: 'Send it as `Authorization: Bearer …`; null where a cookie carries it. It is shown once. 会话令牌',
  })
  token: string | null;

  @Field(() => Date, { nullable: true, description: 'When the session ends whatever happens. 会话最晚到期时间' })
  expiresAt: Date | null;

  @Field(() => ViewerType, { nullable: true, description: 'Who is signed in now. 当前登录人' })
  viewer: ViewerType | null;

  @Field(() => SecondFactorChallengeType, {
    nullable: true,
    description: 'What is left to prove before there is a session: answer it by `completeSignIn`. 待验证的第二因素',
  })
  secondFactor: SecondFactorChallengeType | null;
}

@ObjectType('Session', { description: 'One sign-in of the viewer on one device. 登录会话' })
export class SessionType {
  @Field(() => ID, { description: 'Id of the session; it gives no access. 会话编号' })
  id: string;

  @Field(() => ID, { description: 'Institution at which the session acts. 机构' })
  institutionId: string;

  @Field(() => Date, { description: 'When the person signed in. 登录时间' })
  createdAt: Date;

  @Field(() => Date, { description: 'When the session was last used, to the minute. 最近使用时间' })
  lastSeenAt: Date;

  @Field(() => Date, {
    description: 'When it ends whatever happens; without use it ends 30 minutes after the last request. 最晚到期时间',
  })
  expiresAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was ended, where it was. 注销时间' })
  revokedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Network address of the sign-in. 登录地址' })
  address: string | null;

  @Field(() => String, { nullable: true, description: 'Browser or program of the sign-in, shortened. 登录设备' })
  device: string | null;

  @Field(() => Boolean, { description: 'Whether it is the session of this request. 是否当前会话' })
  current: boolean;
}

@InputType({ description: 'Login name and password. 登录信息' })
export class SignInInput {
  @Field(() => String, { description: 'Login name; upper and lower case are the same. 用户名' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  loginName: string;

  @Field(() => String, { description: 'Password. 密码' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2 * PASSWORD_MAX_LENGTH)
  password: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'For browsers: carry the session in a cookie that scripts cannot read, and answer no token. 使用 Cookie',
  })
  @IsBoolean()
  useCookie: boolean = false;
}

@InputType({ description: 'The current and the new password. 修改密码' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password as it is now. 当前密码' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2 * PASSWORD_MAX_LENGTH)
  currentPassword: string;

  @Field(() => String, {
    description:
      'At least 10 characters out of 3 of: lower case, upper case, digits, others; none of the last 5 passwords. 新密码',
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2 * PASSWORD_MAX_LENGTH)
  newPassword: string;
}

@InputType({ description: 'Which of the own sessions to end. 注销会话' })
export class RevokeSessionInput {
  @Field(() => ID, { description: 'Id of the session. 会话编号' })
  @IsUUID()
  id: string;
}

@InputType({ description: 'Where to act from now on. 切换机构' })
export class SwitchInstitutionInput {
  @Field(() => ID, { description: 'An institution at which the person holds a role. 机构编号' })
  @IsUUID()
  institutionId: string;
}
