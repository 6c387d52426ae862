import { before, lengthOf, type Duration, type Interval } from '#kernel';

/** Stands for the room in a template. */
const PLACE = '{room}';
/** What a room is called, at its longest and with all the characters that it may have. */
const SAMPLE = 'Aa0-_';

/**
 * What is wrong with a template of rooms, as a constraint; null for one that leads to another place for every room: an
 * address over TLS that names the room after its host, without an account in it.
 */
export function templateProblem(template: string): string | null {
  if (/[\s{}]/.test(template.replaceAll(PLACE, ''))) return 'ROOM_TEMPLATE';
  const link = parsed(roomLink(template, SAMPLE));
  const other = parsed(roomLink(template, ''));
  const leads = link !== null && other !== null && link.host === other.host && link.href !== other.href;
  const isPlain = link?.protocol === 'https:' && link.username === '' && link.password === '';
  return leads && isPlain ? null : 'ROOM_TEMPLATE';
}

export const roomLink = (template: string, room: string): string => template.replaceAll(PLACE, room);

const parsed = (address: string): URL | null => URL.parse(address);

/** When one may join a session: from a little before it until it has been over for as long as it takes. */
export function joinWindow(session: Interval, joinBefore: Duration): Interval {
  return { start: before(session.start, joinBefore), end: new Date(+session.end + lengthOf(session)) };
}
