import { staffView } from '#organization';
import type { View } from '#platform';

/** A reading task as the API shows it; `t` is its row. */
export const readingTaskView: View = {
  columns: {
    id: 't.id',
    groupCode: 't.group_code',
    subjectDomain: 't.subject_domain',
    subjectId: 't.subject_id',
    state: 't.state',
    urgency: 't.urgency',
    subspecialty: 't.subspecialty',
    dueAt: 't.due_at',
    latestStart: 't.latest_start',
    queuedAt: 't.queued_at',
    signatures: 't.signatures',
    leaseUntil: 't.lease_until',
    fencingToken: 't.fencing_token',
    version: 't.version',
  },
  one: {
    claimedBy: {
      view: staffView('tc'),
      join: 'LEFT JOIN staff tc ON tc.id = t.claimed_by_staff_id',
      exists: 'tc.id IS NOT NULL',
    },
    reporter: {
      view: staffView('tr'),
      join: 'LEFT JOIN staff tr ON tr.id = t.reporter_staff_id',
      exists: 'tr.id IS NOT NULL',
    },
    reviewer: {
      view: staffView('tv'),
      join: 'LEFT JOIN staff tv ON tv.id = t.reviewer_staff_id',
      exists: 'tv.id IS NOT NULL',
    },
  },
};
