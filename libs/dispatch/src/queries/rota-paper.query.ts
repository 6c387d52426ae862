import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock, type LocalDate, type WorkCalendar } from '#kernel';
import { StaffPhones } from '#organization';
import { AuditTrail, CLOCK, Database, actingFor, statement, type ActorContext } from '#platform';
import { RotaPaper } from '../domain/rota-paper.js';
import { RotaSheetQuery, type LineFilter, type RotaLine } from './rota-sheet.query.js';
import { ServiceRecordQuery, type ServiceRecord } from './service-record.query.js';

const NAMES = statement(
  'dispatch.paper-names',
  `SELECT (SELECT name FROM staff WHERE id = $1) AS "printedBy", (SELECT name FROM institutions WHERE id = $2) AS institution`,
);
const PLACE = statement(
  'dispatch.paper-place',
  'SELECT name, address, phone FROM institutions WHERE id = ANY($1::uuid[])',
);
const PLACES = statement(
  'dispatch.paper-places',
  'SELECT id, short_name AS name, address, phone FROM institutions WHERE id = ANY($1::uuid[]) ORDER BY short_name, id',
);
const EXPERT = statement('dispatch.paper-expert', 'SELECT name FROM staff WHERE id = $1');

/** What is asked for. */
export interface PaperRequest {
  readonly paper: RotaPaper;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly townshipId?: string | null;
  readonly expertId?: string | null;
}

interface PaperPlace {
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
}

/** All that the papers of a rota say. */
export interface PaperContent {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly lines: readonly RotaLine[];
  /** On which days people work. */
  readonly calendar: WorkCalendar;
  /** Of the experts in the lines, by their ids; empty where nobody is to be called. */
  readonly phones: ReadonlyMap<string, string>;
  /** Where the paper is about one place or one person: its name. */
  readonly subject: string;
  /** Townships in the lines, for whoever goes there. */
  readonly places: readonly PaperPlace[];
  readonly record: ServiceRecord | null;
  /** Who prints, for whom, and when. */
  readonly institution: string;
  readonly printedBy: string;
  readonly printedAt: Date;
}

/** Reads what a paper of a rota says, as far as it is the actor's business. */
@Injectable()
export class RotaPaperQuery {
  constructor(
    private readonly database: Database,
    private readonly rota: RotaSheetQuery,
    private readonly records: ServiceRecordQuery,
    private readonly phones: StaffPhones,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a place or somebody that does not exist, InvalidInputError for the period */
  async get(actor: ActorContext, request: PaperRequest): Promise<PaperContent> {
    const { paper, from, to } = request;
    const { staffId, institutionId } = actor;
    const [names, calendar] = await Promise.all([
      this.database.first<{ printedBy: string; institution: string }>(NAMES, [staffId, institutionId]),
      this.rota.workCalendar(),
    ]);
    const about = { from, to, calendar, ...names!, printedAt: this.clock.now() };
    if (paper === RotaPaper.SERVICE_CERTIFICATE) {
      const record = await this.records.get(actor, request.expertId ?? actingFor(actor), { from, to });
      return { ...about, lines: [], phones: new Map(), subject: record.name, places: [], record };
    }
    const filter = filterOf(actor, request);
    const [lines, subject] = await Promise.all([
      this.rota.lines(actor, from, to, filter),
      this.subjectOf(filter, paper),
    ]);
    const phones =
      paper === RotaPaper.TOWNSHIP_ROTA ? await this.phones.of(this.database, idsOf(lines, 'expertId')) : new Map();
    const places =
      paper === RotaPaper.EXPERT_ROTA
        ? await this.database.query<PaperPlace & object>(PLACES, [idsOf(lines, 'townshipId')])
        : [];
    return { ...about, lines, phones, subject: subject ?? names!.institution, places, record: null };
  }

  /** Who has printed what: names and telephones leave the house on paper. */
  recordPrinted(
    actor: ActorContext,
    { paper, from, to, townshipId = null, expertId = null }: PaperRequest,
  ): Promise<void> {
    const detail = { paper, from, to, townshipId, expertId };
    return this.auditTrail.recordInspection(actor, { action: 'rota.printed', objectType: 'rota-paper', detail });
  }

  private async subjectOf({ townshipId, expertId }: LineFilter, paper: RotaPaper): Promise<string | null> {
    if (paper === RotaPaper.ATTENDANCE || paper === RotaPaper.ALLOWANCE) return null;
    const [sql, id, name] = townshipId
      ? ([PLACE, [townshipId], 'Institution'] as const)
      : ([EXPERT, expertId, 'Expert'] as const);
    const found = await this.database.first<{ name: string }>(sql, [id]);
    if (!found) throw new NotFoundError(name, (townshipId ?? expertId)!);
    return found.name;
  }
}

/** A rota of a place is that of one's own, and one of a person one's own, where nobody else is named. */
function filterOf(actor: ActorContext, { paper, townshipId = null, expertId = null }: PaperRequest): LineFilter {
  switch (paper) {
    case RotaPaper.TOWNSHIP_ROTA:
    case RotaPaper.PUBLIC_NOTICE:
      return { townshipId: townshipId ?? actor.institutionId };
    case RotaPaper.EXPERT_ROTA:
      return { expertId: expertId ?? actingFor(actor) };
    default:
      return { townshipId, expertId, ofHomeAlone: paper === RotaPaper.ALLOWANCE };
  }
}

const idsOf = (lines: readonly RotaLine[], of: 'expertId' | 'townshipId'): string[] => [
  ...new Set(lines.map((line) => line[of])),
];
