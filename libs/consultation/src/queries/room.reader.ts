import { Inject, Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { contains, minutes, type Clock } from '#kernel';
import {
  BatchReader,
  CLOCK,
  Database,
  Parameters,
  ReferenceData,
  actingFor,
  statement,
  type ActorContext,
} from '#platform';
import { consentSql } from '../data/consent.js';
import { joinWindow, roomLink } from '../domain/room.js';

interface Room extends Record<string, unknown> {
  readonly id: string;
  readonly token: string;
  readonly template: string;
  readonly start: Date;
  readonly end: Date;
}

const JOIN_BEFORE = 'consultation.join_before_minutes';

/**
 * Where a session takes place: told to those who take part in it alone, and only while one may join. That is whoever asked, whoever
 * sits beside the patient, the experts who come, and a colleague who has come in place of the first two: coming is on record.
 */
@Injectable()
export class RoomLinks extends BatchReader<string, string> {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(string | null)[]> {
    const now = this.clock.now();
    const limits = await this.reference.settings([JOIN_BEFORE], now, this.database);
    const parameters = new Parameters();
    const staff = parameters.add(actingFor(actor));
    const inviting = actor.permissions.has(Permission.InviteConsultation)
      ? `(c.inviting_institution_id = ${parameters.add(actor.institutionId)} AND (${staff} IN (c.author_staff_id,
           c.accompanying_staff_id) OR EXISTS (SELECT 1 FROM consultation_attendances a WHERE a.consultation_id = c.id
             AND a.session_no = c.session_no AND a.staff_id = ${staff}))) OR `
      : '';
    const sql = `SELECT c.id, c.room_token AS token, r.template, c.starts_at AS start, c.ends_at AS "end"
      FROM consultations c JOIN consultation_rooms r ON r.institution_id = c.centre_institution_id
        AND r.effective_from <= ${parameters.add(now)} AND (r.effective_to IS NULL OR r.effective_to > ${parameters.add(now)})
      WHERE c.id = ANY(${parameters.add(ids)}::uuid[]) AND c.state IN ('SCHEDULED', 'IN_SESSION')
        AND (c.type = 'EMERGENCY' OR ${consentSql(parameters.add(now))})
        AND (${inviting}EXISTS (SELECT 1 FROM consultation_invitations v WHERE v.consultation_id = c.id
          AND v.expert_staff_id = ${staff} AND v.state = 'ACCEPTED'))`;
    const rooms = await this.database.query<Room>(statement('consultation.rooms', sql), parameters.values);
    const open = rooms.filter((session) => contains(joinWindow(session, minutes(limits[JOIN_BEFORE])), now));
    const links = new Map(open.map(({ id, token, template }) => [id, roomLink(template, token)]));
    return ids.map((id) => links.get(id) ?? null);
  }
}
