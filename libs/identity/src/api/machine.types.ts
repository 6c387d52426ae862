import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDate, IsEnum, IsString, MaxLength } from 'class-validator';
import { ChangeInput, CreationInput, EnumField, IdField, Text, pagesOf } from '#platform';
import { AccountStatus, MachineKind, MachineScope } from './identity.enums.js';

const MOST_NETWORKS = 20;
const NETWORKS = 'Networks that its requests come from, `10.1.2.0/24`; empty: from anywhere. 允许的网段';

@ObjectType('MachineKey', { description: 'A key of a system, without its secret. 接口密钥' })
export class MachineKeyType {
  @Field(() => ID, { description: 'Id of the key; the audit trail names it. 密钥编号' })
  id: string;

  @Field(() => String, { description: 'The part of the key before its dot. 密钥前缀' })
  prefix: string;

  @Field(() => Date, { description: 'When it was issued. 签发时间' })
  createdAt: Date | string;

  @Field(() => Date, { description: 'Until before when it counts. 失效时间' })
  expiresAt: Date | string;

  @Field(() => Date, { nullable: true, description: 'When it was last used, to the minute. 最近使用时间' })
  lastUsedAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked, where it was. 吊销时间' })
  revokedAt: Date | string | null;
}

@ObjectType('MachineAccount', { description: 'A system of an institution that speaks to the platform. 系统接口账号' })
export class MachineAccountType {
  @Field(() => ID, { description: 'Id of the account; the audit trail names it. 账号编号' })
  id: string;

  @Field(() => ID, { description: 'For which institution it acts. 机构' })
  institutionId: string;

  @Field(() => String, { description: 'How it is called. 名称' })
  name: string;

  @Field(() => MachineKind, { description: 'What kind of system it is. 系统类型' })
  kind: MachineKind;

  @Field(() => [MachineScope], { description: 'What it may do, and nothing else. 授权范围' })
  scopes: MachineScope[];

  @Field(() => [String], { description: NETWORKS })
  networks: string[];

  @Field(() => AccountStatus, { description: 'Whether its keys count. 状态' })
  status: AccountStatus;

  @Field(() => Date, { description: 'When the account was made. 创建时间' })
  createdAt: Date;

  @Field(() => Int, { description: 'Version, to be sent with a change. 版本号' })
  version: number;

  @Field(() => [MachineKeyType], { description: 'Its keys, the latest first, at most 20. 密钥' })
  keys: MachineKeyType[];
}

@ObjectType({ description: 'A page of systems. 系统接口账号列表' })
export class MachineAccountConnection extends pagesOf(MachineAccountType, 'systems') {
  declare nodes: MachineAccountType[];
}

@ObjectType('IssuedMachineKey', { description: 'A new key of a system. 新签发的密钥' })
export class IssuedMachineKeyType {
  @Field(() => String, {
    nullable: true,
    description: 'Sent as `Authorization: Bearer …`; shown once, null where the request is a repeated one. 密钥',
  })
  key: string | null;

  @Field(() => MachineAccountType, { description: 'Whose key it is. 系统接口账号' })
  machineAccount: MachineAccountType;
}

@InputType({ description: 'A system of the own institution. 新建系统接口账号' })
export class CreateMachineAccountInput extends CreationInput {
  @Text(64, 'How it is called; unlike every other one of the institution. 名称')
  name: string;

  @EnumField(MachineKind, 'What kind of system it is. 系统类型')
  kind: MachineKind;

  @Field(() => [MachineScope], { description: 'What it may do. 授权范围' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsEnum(MachineScope, { each: true })
  scopes: MachineScope[];

  @Field(() => [String], { defaultValue: [], description: NETWORKS })
  @IsArray()
  @ArrayMaxSize(MOST_NETWORKS)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  networks: string[] = [];
}

@InputType({ description: 'What a system may do from now on, and from where. 修改系统接口账号' })
export class ChangeMachineAccountInput extends ChangeInput {
  @Field(() => [MachineScope], { description: 'What it may do. 授权范围' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsEnum(MachineScope, { each: true })
  scopes: MachineScope[];

  @Field(() => [String], { description: NETWORKS })
  @IsArray()
  @ArrayMaxSize(MOST_NETWORKS)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  networks: string[];
}

@InputType({ description: 'Which system ends. 停用系统接口账号' })
export class DisableMachineAccountInput extends ChangeInput {}

@InputType({ description: 'A key for a system. 签发密钥' })
export class IssueMachineKeyInput extends CreationInput {
  @IdField('For which system. 系统接口账号')
  machineAccountId: string;

  @Field(() => Date, { description: 'Until before when it counts. 失效时间' })
  @IsDate()
  expiresAt: Date;
}

@InputType({ description: 'Which key ends at once. 吊销密钥' })
export class RevokeMachineKeyInput {
  @IdField('Id of the key. 密钥编号')
  id: string;
}
