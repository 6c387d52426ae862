import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsDate, IsEnum, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Role } from './identity.enums.js';

@ObjectType('RoleAssignment', {
  description: 'A staff member holds a role at an institution, or for one department of it. 角色授予',
})
export class RoleAssignmentType {
  @Field(() => ID, { description: 'Id of the assignment. 编号' })
  id: string;

  @Field(() => ID, { description: 'Who holds the role. 人员' })
  staffId: string;

  @Field(() => Role, { description: 'The role. 角色' })
  role: Role;

  @Field(() => ID, { description: 'Where it is held. 机构' })
  institutionId: string;

  @Field(() => ID, { nullable: true, description: 'For this department only; null: the whole institution. 科室' })
  departmentId: string | null;

  @Field(() => Date, { description: 'From when on. 生效时间' })
  validFrom: Date | string;

  @Field(() => Date, { nullable: true, description: 'Until before when; null: until it is taken back. 失效时间' })
  validTo: Date | string | null;
}

@InputType({ description: "A role to give to somebody at the viewer's institution. 授予角色" })
export class AssignRoleInput {
  @Field(() => String, { description: 'Chosen by the client; a repeated request has no further effect. 幂等键' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  idempotencyKey: string;

  @Field(() => ID, { description: 'Who is to hold the role; people of other institutions can. 人员' })
  @IsUUID()
  staffId: string;

  @Field(() => Role, { description: 'The role. 角色' })
  @IsEnum(Role)
  role: Role;

  @Field(() => ID, { nullable: true, description: 'For this department only. 科室' })
  @IsOptional()
  @IsUUID()
  departmentId?: string | null;

  @Field(() => Date, { nullable: true, description: 'From when on; absent: at once. 生效时间' })
  @IsOptional()
  @IsDate()
  validFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until before when; absent: until it is taken back. 失效时间' })
  @IsOptional()
  @IsDate()
  validTo?: Date | null;
}

@InputType({ description: 'A role to take back from now on. 收回角色' })
export class RevokeRoleInput {
  @Field(() => ID, { description: 'Id of the role assignment. 角色授予编号' })
  @IsUUID()
  id: string;
}
