import { registerEnumType } from '@nestjs/graphql';
import { AccountStatus } from '../domain/account-status.js';
import { DelegationState } from '../domain/delegation.js';
import { MachineKind, MachineScope } from '../domain/machine.js';
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

registerEnumType(MachineKind, {
  name: 'MachineKind',
  description: 'What kind of system a machine account stands for. 系统类型',
  valuesMap: {
    HIS: { description: 'Hospital information system. 医院信息系统' },
    LIS: { description: 'Laboratory information system. 检验信息系统' },
    PACS: { description: 'Picture archive. 影像系统' },
    OTHER: { description: 'Any other system. 其他系统' },
  },
});

registerEnumType(MachineScope, {
  name: 'MachineScope',
  description: 'What a system may do for its institution. 授权范围',
  valuesMap: {
    REPORT_BEDS: { description: 'Tell how many beds of its departments are empty. 上报空床' },
    READ_CAPACITY: { description: 'See places and beds. 查看号源与床位' },
    SEND_LAB_RESULTS: { description: 'Send results of specimens that its laboratory examines. 回传检验结果' },
    READ_DIRECTORY: { description: 'See institutions, departments and staff. 查看机构目录' },
  },
});

export { AccountStatus, DelegationState, MachineKind, MachineScope, Role };
