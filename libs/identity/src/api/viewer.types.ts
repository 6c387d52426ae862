import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Locale } from '#platform';
import { roleLabels } from '../domain/roles.js';
import type { SignedInPerson } from '../queries/viewer.query.js';
import { Role } from './identity.enums.js';

@ObjectType('ViewerRole', { description: 'A role that the viewer holds at the institution of the session. 当前角色' })
export class ViewerRoleType {
  @Field(() => Role, { description: 'Code of the role. 角色代码' })
  role: Role;

  @Field(() => String, { description: 'Name of the role in the language of the request. 角色名称' })
  label: string;

  @Field(() => ID, { nullable: true, description: 'For this department only; null: the whole institution. 科室' })
  departmentId: string | null;
}

@ObjectType('Viewer', { description: 'Who is signed in, where they act, and what they may do. 当前登录人' })
export class ViewerType {
  @Field(() => ID, { description: 'Id of the account. 账号编号' })
  accountId: string;

  @Field(() => String, { description: 'Login name. 用户名' })
  loginName: string;

  @Field(() => ID, { description: 'Id of the staff member. 人员编号' })
  staffId: string;

  @Field(() => ID, { description: 'Institution at which this session acts. 当前机构' })
  institutionId: string;

  @Field(() => [ID], { description: 'Institutions at which the person holds a role and can act. 可切换的机构' })
  institutionIds: string[];

  @Field(() => [ViewerRoleType], {
    description:
      'Roles held at the institution of this session now, or those that a delegation hands on; none until the password is changed, and none once the delegation has ended. 当前角色',
  })
  roles: ViewerRoleType[];

  @Field(() => [String], { description: 'Codes of what the viewer may do, in order. 权限代码' })
  permissions: string[];

  @Field(() => Boolean, {
    description: 'The password has to be changed before anything else is open. 须先修改密码',
  })
  mustChangePassword: boolean;

  @Field(() => Boolean, {
    description:
      'A second factor has to be proven before anything else is open: enrol one from inside the alliance, or sign in again with it. 须验证第二因素',
  })
  secondFactorDue: boolean;

  @Field(() => Date, { nullable: true, description: 'Since when a second factor is enrolled. 第二因素绑定时间' })
  secondFactorSince: Date | null;

  @Field(() => Int, { description: 'How many recovery codes have not been used. 剩余恢复码' })
  recoveryCodesLeft: number;

  @Field(() => Date, { description: 'When the session ends whatever happens. 会话最晚到期时间' })
  sessionExpiresAt: Date;

  /** By which delegation the session acts in the name of somebody else. */
  delegationId: string | null;
}

/** A signed-in person as the API shows them, in the language of the request. */
export function presentViewer(person: SignedInPerson, locale: Locale): ViewerType {
  return {
    ...person,
    permissions: [...person.permissions].toSorted(),
    roles: person.roles.map(({ role, departmentId }) => {
      const code = role as Role;
      return { role: code, label: roleLabels[code][locale], departmentId };
    }),
  };
}
