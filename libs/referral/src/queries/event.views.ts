import type { ToMany, View } from '#platform';

/** How many of the newest events a list shows of each referral. */
const LATEST_EVENTS = 3;
/** A referral has no more events than this in any life that the rules allow; a bound keeps one page finite. */
const MAX_EVENTS = 500;

const eventView: View = {
  columns: {
    id: 'e.id',
    action: 'e.action',
    fromState: 'e.from_state',
    toState: 'e.to_state',
    reasonCode: 'e.reason_code',
    comment: 'e.comment',
    occurredAt: 'e.occurred_at',
    staffId: 'e.staff_id',
    // Joined, the planner would read all staff for each referral; so it is three lookups by key.
    staffName: '(SELECT es.name FROM staff es WHERE es.id = e.staff_id)',
    onBehalfOfStaffId: 'e.on_behalf_of_staff_id',
    onBehalfOfStaffName: '(SELECT eb.name FROM staff eb WHERE eb.id = e.on_behalf_of_staff_id)',
  },
};

const events = (limit: number): ToMany => ({
  view: eventView,
  from: `FROM domain_events e WHERE e.aggregate_id = r.id
         ORDER BY e.aggregate_version DESC, e.id DESC LIMIT ${limit}`,
});

/** What the receiver asked and the author answered. */
export const informationExchange: ToMany = {
  view: eventView,
  from: `FROM domain_events e
         WHERE e.aggregate_id = r.id AND e.action IN ('requestInformation', 'supplyInformation')
         ORDER BY e.aggregate_version DESC, e.id DESC LIMIT ${MAX_EVENTS}`,
};

export const ADVICE = `(SELECT e.comment FROM domain_events e WHERE e.aggregate_id = r.id AND e.action = 'returnWithAdvice'
  ORDER BY e.aggregate_version DESC LIMIT 1)`;

export const latestEvents = events(LATEST_EVENTS);
export const allEvents = events(MAX_EVENTS);
