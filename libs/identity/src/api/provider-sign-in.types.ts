import { Field, InputType } from '@nestjs/graphql';
import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { AccountChangeInput } from './account.types.js';

/** OpenID Connect Core 1.0, 2: the longest `sub`. */
const LONGEST_SUBJECT = 255;

@InputType({ description: 'The code with which the browser came back from the OpenID provider. 统一认证登录码' })
export class CompleteProviderSignInInput {
  @Field(() => String, {
    description: '`code` behind the `#` of the page; good once, for a minute, in the browser that began. 登录码',
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  code: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Carry the session in a cookie that scripts cannot read, and answer no token. 使用 Cookie',
  })
  @IsBoolean()
  useCookie: boolean = false;
}

@InputType({ description: 'Which account, and who its owner is at the OpenID provider. 绑定统一认证身份' })
export class LinkProviderIdentityInput extends AccountChangeInput {
  @Field(() => String, { description: 'What the provider calls the person: `sub` of its tokens. 统一认证用户标识' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_SUBJECT)
  subject: string;
}
