import { registerEnumType } from '@nestjs/graphql';
import { AuditOutcome } from '../domain/audit-filter.js';

/** Names the enums of the audit trail in the schema; called once, before the schema is built. */
export function registerAuditEnums(): void {
  registerEnumType(AuditOutcome, {
    name: 'AuditResult',
    description: 'How an act ended. 结果',
    valuesMap: {
      OK: { description: 'It was done. 成功' },
      REFUSED: { description: 'A rule refused it. 被规则拒绝' },
      DENIED: { description: 'The person may not do it. 无权限' },
    },
  });
}
