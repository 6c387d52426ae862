import { Injectable } from '@nestjs/common';
import { NotFoundError, pageOf } from '#kernel';
import {
  Database,
  Parameters,
  decodeIdCursor,
  encodeIdCursor,
  statement,
  toConnection,
  type ActorContext,
  type Connection,
} from '#platform';
import { NamesReader } from '../data/names.reader.js';
import { Medium } from '../domain/medium.js';
import type { NoticeDomain } from '../domain/notice-domain.js';
import type { NoticeParameters } from '../domain/placeholders.js';
import { render } from '../domain/template.js';
import type { Urgency } from '../domain/urgency.js';
import { wordsFor } from '../domain/words.js';

export interface InboxFilter {
  readonly domain?: NoticeDomain | null | undefined;
  readonly unread?: boolean | null | undefined;
  readonly unacknowledged?: boolean | null | undefined;
}

export interface InboxPage {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A notice with its text in the reader's language. */
export interface InboxNotice {
  readonly id: string;
  readonly cursor: string;
  readonly domain: NoticeDomain;
  readonly templateCode: string;
  readonly templateVersion: number;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly title: string;
  readonly body: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly urgency: Urgency;
  readonly level: number;
  readonly forStaffId: string | null;
  readonly forStaffName: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  readonly acknowledgedAt: Date | null;
}

export interface DomainCount {
  readonly domain: NoticeDomain;
  readonly unread: number;
  readonly unacknowledged: number;
}

type NoticeRow = Omit<InboxNotice, 'parameters' | 'cursor'> & { readonly parameters: NoticeParameters } & Record<
    string,
    unknown
  >;

const COLUMNS = `n.id, n.domain, n.level, n.created_at AS "createdAt", n.read_at AS "readAt",
  n.acknowledged_at AS "acknowledgedAt", a.template_code AS "templateCode", a.template_version AS "templateVersion",
  a.parameters, a.subject_type AS "subjectType", a.subject_id AS "subjectId", a.urgency, t.title, t.body,
  n.for_staff_id AS "forStaffId", (SELECT d.name FROM staff d WHERE d.id = n.for_staff_id) AS "forStaffName"`;
const JOINS = `JOIN notice_announcements a ON a.id = n.announcement_id
  JOIN notice_templates t ON t.code = a.template_code AND t.version = a.template_version
    AND t.medium = '${Medium.INBOX}' AND t.locale = $2`;
const GET = statement('notices.get', `SELECT ${COLUMNS} FROM notices n ${JOINS} WHERE n.staff_id = $1 AND n.id = $3`);
const COUNTS = statement(
  'notices.counts',
  `SELECT domain, count(*) FILTER (WHERE read_at IS NULL)::int AS unread,
     count(*) FILTER (WHERE acknowledged_at IS NULL)::int AS unacknowledged
   FROM notices WHERE staff_id = $1 AND (read_at IS NULL OR acknowledged_at IS NULL) GROUP BY domain ORDER BY domain`,
);

/** Reads of the actor's own inbox. */
@Injectable()
export class InboxQueries {
  constructor(
    private readonly database: Database,
    private readonly names: NamesReader,
  ) {}

  /** @throws NotFoundError for whatever lies in another inbox */
  async get(actor: ActorContext, id: string): Promise<InboxNotice> {
    const rows = await this.database.query<NoticeRow>(GET, [actor.staffId, actor.origin.locale, id]);
    const [notice] = await this.shown(actor, rows);
    if (!notice) throw new NotFoundError('Notice', id);
    return notice;
  }

  /** Newest first: a page, and the names that its texts mention. */
  async list(
    actor: ActorContext,
    filter: InboxFilter,
    page: InboxPage,
    counted: boolean,
  ): Promise<Connection<InboxNotice>> {
    const totalCount = counted ? await this.count(actor, filter) : undefined;
    const parameters = new Parameters();
    const where = conditionsOf(actor, filter, parameters);
    // The language has to be the second placeholder, behind the reader.
    const after =
      typeof page.after === 'string' ? ` AND n.id < ${parameters.add(decodeIdCursor(page.after))}::uuid` : '';
    const sql = `SELECT ${COLUMNS}
      FROM (SELECT n.* FROM notices n WHERE ${where}${after} ORDER BY n.id DESC LIMIT ${page.first + 1}) n
      ${JOINS} ORDER BY n.id DESC`;
    const rows = await this.database.query<NoticeRow>(statement('notices.list', sql), parameters.values);
    const { items, ...ends } = pageOf(rows, page.first, ({ id }) => encodeIdCursor(id));
    return toConnection({ ...ends, items: await this.shown(actor, items) }, totalCount);
  }

  /** What has not been read or acknowledged, by domain; domains with nothing are not in it. */
  counts({ staffId }: ActorContext): Promise<DomainCount[]> {
    return this.database.query<DomainCount & Record<string, unknown>>(COUNTS, [staffId]);
  }

  private async count(actor: ActorContext, filter: InboxFilter): Promise<number> {
    const parameters = new Parameters();
    const where = conditionsOf(actor, filter, parameters);
    const sql = `SELECT count(*)::int AS count FROM notices n WHERE ${where} AND $2 <> ''`;
    const row = await this.database.first<{ count: number }>(statement('notices.count', sql), parameters.values);
    return row?.count ?? 0;
  }

  private async shown({ origin: { locale } }: ActorContext, rows: readonly NoticeRow[]): Promise<InboxNotice[]> {
    const names = await this.names.read(
      this.database,
      rows.map(({ parameters }) => parameters),
    );
    return rows.map((row) => ({
      ...row,
      ...render(row, wordsFor(row.parameters, names, locale)),
      cursor: encodeIdCursor(row.id),
      parameters: Object.entries(row.parameters).map(([name, value]) => ({ name, value })),
    }));
  }
}

/** The reader is `$1` and their language `$2`, wherever the conditions stand. */
function conditionsOf(actor: ActorContext, filter: InboxFilter, parameters: Parameters): string {
  const own = `n.staff_id = ${parameters.add(actor.staffId)}`;
  parameters.add(actor.origin.locale);
  const domain = filter.domain ? ` AND n.domain = ${parameters.add(filter.domain)}` : '';
  const unread = filter.unread ? ' AND n.read_at IS NULL' : '';
  const unacknowledged = filter.unacknowledged ? ' AND n.acknowledged_at IS NULL' : '';
  return `${own}${domain}${unread}${unacknowledged}`;
}
