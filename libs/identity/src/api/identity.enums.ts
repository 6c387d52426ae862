import { registerEnumType } from '@nestjs/graphql';
import { AccountStatus } from '../domain/account-status.js';
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

export { AccountStatus, Role };
