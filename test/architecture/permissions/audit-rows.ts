import { query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

/** The audit trail: of the alliance for the lead hospital's auditor, of their own institution for others. */
export function auditRows(scenery: Scenery): Table {
  return {
    ...query('auditEntries', '{ auditEntries(first: 100) { nodes { institutionId } } }', {
      subject: () => scenery.about(scenery.county, {}),
      own: { AUDITOR: 'allowed' },
      other: { AUDITOR: 'empty' },
    }),
  };
}
