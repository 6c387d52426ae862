import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { PASSWORD_MAX_LENGTH } from '../domain/password-rules.js';

/** Six digits, or a recovery code with or without its dashes. */
const CODE = /^(\d{6}|[A-Za-z2-9]{4}(-?[A-Za-z2-9]{4}){3})$/;
const CODE_DESCRIPTION = 'Six digits that the device shows, or a recovery code; each counts once. 验证码或恢复码';

@ObjectType('SecondFactorChallenge', { description: 'A second factor has to be proven. 待验证的第二因素' })
export class SecondFactorChallengeType {
  @Field(() => String, { description: 'To be sent with the code; good for that alone, and once. 登录凭据' })
  ticket: string;

  @Field(() => Date, { description: 'Until when; later, sign in again. 有效期' })
  expiresAt: Date;
}

@ObjectType('SecondFactorEnrolment', { description: 'What an authenticator app needs; shown once. 第二因素绑定信息' })
export class SecondFactorEnrolmentType {
  @Field(() => String, { description: 'The secret in base32, for typing. 密钥' })
  secret: string;

  @Field(() => String, { description: 'The same as `otpauth://totp/…` (SHA-1, six digits, 30 seconds). 绑定链接' })
  uri: string;

  @Field(() => String, { description: 'The link as a QR code, an SVG image. 二维码' })
  qrCode: string;
}

@ObjectType('RecoveryCodes', {
  description: 'Codes for a lost device; shown once, former ones count no longer. 恢复码',
})
export class RecoveryCodesType {
  @Field(() => [String], { description: 'To be kept on paper; each counts once. 恢复码' })
  codes: string[];
}

@InputType({ description: 'The second step of signing in. 验证第二因素' })
export class CompleteSignInInput {
  @Field(() => String, { description: 'The ticket of `signIn`. 登录凭据' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  ticket: string;

  @Field(() => String, { description: CODE_DESCRIPTION })
  @Matches(CODE)
  code: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'For browsers: carry the session in a cookie that scripts cannot read, and answer no token. 使用 Cookie',
  })
  @IsBoolean()
  useCookie: boolean = false;
}

@InputType({ description: 'Enrolling a second factor takes the password once more. 绑定第二因素' })
export class BeginSecondFactorInput {
  @Field(() => String, { description: 'The password as it is now. 当前密码' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2 * PASSWORD_MAX_LENGTH)
  currentPassword: string;
}

@InputType({ description: 'A code that proves the device. 验证码' })
export class SecondFactorCodeInput {
  @Field(() => String, { description: CODE_DESCRIPTION })
  @Matches(CODE)
  code: string;
}
