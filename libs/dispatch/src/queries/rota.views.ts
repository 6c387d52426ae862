import { institutionView, staffView } from '#organization';
import type { View } from '#platform';
import { ATTENDED, BOOKED, PLACES, TO_MOVE } from '../data/booking-sql.js';

const expert = { view: staffView('s'), join: 'JOIN staff s ON s.id = x.expert_id' };
const township = { view: institutionView('t'), join: 'JOIN institutions t ON t.id = x.township_id' };

/** A session as the API shows it; `x` is its row. */
export const sessionView: View = {
  columns: {
    id: 'x.id',
    planId: 'x.plan_id',
    demandId: 'x.demand_id',
    specialty: 'x.specialty',
    kind: 'x.kind',
    day: 'x.day',
    half: 'x.half',
    from: 'x.starts_at',
    to: 'x.ends_at',
    state: 'x.state',
    byHand: 'x.pinned',
    published: 'x.published_at IS NOT NULL',
    leaving: 'x.leaving',
    replacesSessionId: 'x.replaces_session_id',
    reasonCode: 'x.reason_code',
    confirmedAt: 'x.confirmed_at',
    checkedInAt: 'x.checked_in_at',
    completedAt: 'x.completed_at',
    patientsSeen: 'x.patients_seen',
    wardRounds: 'x.ward_rounds',
    surgeries: 'x.surgeries',
    teachingMinutes: 'x.teaching_minutes',
    places: PLACES,
    booked: BOOKED,
    attended: ATTENDED,
    toMove: TO_MOVE,
    version: 'x.version',
  },
  one: {
    expert,
    township,
    swapExpert: {
      view: staffView('w'),
      join: 'LEFT JOIN staff w ON w.id = x.swap_expert_id',
      exists: 'w.id IS NOT NULL',
    },
  },
};

/** What a version changed, with the names that people know. */
const CHANGES = `(SELECT coalesce(json_agg(json_build_object('change', c.change, 'sessionId', c."sessionId", 'expertName', cs.name,
    'townshipName', ct.short_name, 'specialty', c.specialty, 'day', c.day, 'half', c.half) ORDER BY c.day, c.half DESC), '[]'::json)
  FROM jsonb_to_recordset(r.changes) AS c(change text, "sessionId" uuid, "expertId" uuid, "townshipId" uuid, specialty text,
    day text, half text)
  JOIN staff cs ON cs.id = c."expertId" JOIN institutions ct ON ct.id = c."townshipId")`;

/** A plan as the API shows it; `p` is its row. */
export const planView: View = {
  columns: {
    id: 'p.id',
    name: 'p.name',
    fromDay: 'p.from_day',
    toDay: 'p.to_day',
    state: 'p.state',
    revision: 'p.revision',
    searching: 'p.requested_at IS NOT NULL',
    searchStatus: `p.generation ->> 'status'`,
    searchGap: `(p.generation ->> 'gap')::float`,
    searchProgress: 'p.search_progress',
    searchBound: `p.generation -> 'bound'`,
    searchGoals: `(SELECT coalesce(json_agg(json_build_object('part', g.key, 'points', g.value) ORDER BY g.key), '[]'::json)
      FROM jsonb_each(p.generation #> '{score,parts}') g)`,
    jain: `(p.generation #>> '{score,jain}')::float`,
    sessionCount:
      '(SELECT count(*)::int FROM dispatch_sessions n WHERE n.plan_id = p.id AND NOT n.leaving AND n.ended_at IS NULL)',
    publishedAt: 'p.published_at',
    createdAt: 'p.created_at',
    version: 'p.version',
  },
  many: {
    revisions: {
      view: {
        columns: {
          revision: 'r.revision',
          publishedAt: 'r.published_at',
          reason: 'r.reason',
          changes: CHANGES,
        },
      },
      from: 'FROM dispatch_plan_revisions r WHERE r.plan_id = p.id ORDER BY r.revision LIMIT 100',
    },
  },
};

export const expertView: View = {
  columns: {
    id: 'e.id',
    weightPercent: 'e.weight_percent',
    maxPerWeek: 'e.max_per_week',
    maxConsecutiveDays: 'e.max_consecutive_days',
    preferences: 'e.preferences',
    active: 'e.active',
    version: 'e.version',
  },
  one: { expert: { view: staffView('s'), join: 'JOIN staff s ON s.id = e.id' } },
};

export const demandView: View = {
  columns: {
    id: 'd.id',
    specialty: 'd.specialty',
    kind: 'd.kind',
    weekday: 'd.weekday',
    half: 'd.half',
    minimumTitle: 'd.minimum_title',
    minimum: 'd.minimum',
    ideal: 'd.ideal',
    priority: 'd.priority',
    validFrom: 'd.valid_from',
    validTo: 'd.valid_to',
    version: 'd.version',
  },
  one: { township: { view: institutionView('t'), join: 'JOIN institutions t ON t.id = d.township_id' } },
};

export const groupView: View = {
  columns: {
    id: 'g.id',
    name: 'g.name',
    expertIds: 'g.expert_ids',
    maxAway: 'g.max_away',
    active: 'g.active',
    version: 'g.version',
  },
};
