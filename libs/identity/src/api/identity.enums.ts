import { registerEnumType } from '@nestjs/graphql';
import { AccountStatus } from '../domain/account-status.js';
import { DelegationState } from '../domain/delegation.js';
import { Role, roleLabels } from '../domain/roles.js';

registerEnumType(AccountStatus, {
  name: 'AccountStatus',
  description: 'Whether somebody may sign in with an account. 账号状态',
  valuesMap: {
    ACTIVE: { description: 'May sign in. 启用' },
    DISABLED: { description: 'May not sign in; its sessions are over. 停用' },
  },
});

registerEnumType(Role, {
  name: 'Role',
  description: 'What a person is at an institution, or for one department of it. 角色',
  valuesMap: Object.fromEntries(
    Object.values(Role).map((code) => {
      const { en, 'zh-CN': chinese } = roleLabels[code];
      return [code, { description: `${en}. ${chinese}` }];
    }),
  ),
});

registerEnumType(DelegationState, {
  name: 'DelegationState',
  description: 'Whether somebody may act in the name of another. 委托状态',
  valuesMap: {
    PLANNED: { description: 'Not yet. 未生效' },
    ACTIVE: { description: 'Now. 生效中' },
    ENDED: { description: 'No longer. 已终止' },
  },
});

export { AccountStatus, DelegationState, Role };
