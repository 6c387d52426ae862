import { Injectable } from '@nestjs/common';
import type { HalfDay } from '#calendar';
import type { LocalDate } from '#kernel';
import { statement, type Queryable } from '#platform';
import type { SessionKind } from '../domain/session-state.js';
import type { ExpertTitle } from '../domain/solver/model.js';

const EXPERTS = statement(
  'dispatch.register-experts',
  `SELECT e.id, e.version, s.staff_no AS "staffNo", e.weight_percent AS "weightPercent", e.max_per_week AS "maxPerWeek",
     e.max_consecutive_days AS "maxConsecutiveDays", e.active
   FROM dispatch_experts e JOIN staff s ON s.id = e.id ORDER BY s.staff_no`,
);
const WISHES = statement(
  'dispatch.register-wishes',
  `SELECT s.staff_no AS "staffNo", t.code AS "townshipCode", p.weekday, p.score
   FROM dispatch_experts e JOIN staff s ON s.id = e.id
   CROSS JOIN LATERAL jsonb_to_recordset(e.preferences) AS p("townshipId" uuid, weekday int, score float)
   LEFT JOIN institutions t ON t.id = p."townshipId" ORDER BY s.staff_no, t.code, p.weekday`,
);
const DEMANDS = statement(
  'dispatch.register-demands',
  `SELECT d.id, d.version, i.code AS "institutionCode", t.code AS "townshipCode", d.specialty, d.kind, d.weekday, d.half,
     d.minimum_title AS "minimumTitle", d.minimum, d.ideal, d.priority, d.valid_from::text AS "validFrom",
     d.valid_to::text AS "validTo"
   FROM dispatch_demands d JOIN institutions i ON i.id = d.institution_id JOIN institutions t ON t.id = d.township_id
   ORDER BY i.code, t.code, d.specialty, d.weekday, d.half DESC, d.valid_from`,
);

/** Somebody who is sent, by their staff number. */
export interface ExpertEntry {
  readonly id: string;
  readonly version: number;
  readonly staffNo: string;
  readonly weightPercent: number;
  readonly maxPerWeek: number;
  readonly maxConsecutiveDays: number;
  readonly active: boolean;
}

/** A wish, by the codes of whom and what it is about. */
export interface WishEntry {
  readonly staffNo: string;
  readonly townshipCode: string | null;
  readonly weekday: number | null;
  readonly score: number;
}

/** What a township asks for, by the codes of both sides. */
export interface DemandEntry {
  readonly id: string;
  readonly version: number;
  readonly institutionCode: string;
  readonly townshipCode: string;
  readonly specialty: string;
  readonly kind: SessionKind;
  readonly weekday: number;
  readonly half: HalfDay;
  readonly minimumTitle: ExpertTitle;
  readonly minimum: number;
  readonly ideal: number;
  readonly priority: number;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** Everything that rotas are made from, by codes, for whoever writes it down or brings it in. */
@Injectable()
export class RotaRegister {
  experts(on: Queryable): Promise<ExpertEntry[]> {
    return on.query<ExpertEntry & object>(EXPERTS);
  }

  wishes(on: Queryable): Promise<WishEntry[]> {
    return on.query<WishEntry & object>(WISHES);
  }

  demands(on: Queryable): Promise<DemandEntry[]> {
    return on.query<DemandEntry & object>(DEMANDS);
  }
}
