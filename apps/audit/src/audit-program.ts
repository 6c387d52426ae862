import { headOf, verifyTrail, type LateEntry, type VerificationReport } from '#audit';
import { openStanding, type StandingDatabase } from '#api';
import { Cipher, StartupError, inSnapshot } from '#platform';
import { parseArgs } from 'node:util';
import { keepReported, readAnchors, readReported } from './kept-files.js';

const USAGE = 'Say `verify`, `verify --anchor <file>`, `verify --reported <file>`, both of them, or `anchor`.';

const LIMITS = [
  'What this cannot show:',
  '- what somebody wrote who holds both the rights of the owner of the database and the keys of the seals;',
  '- whether what was sealed was true when it was written;',
  '- entries that have no seal yet: they can still be changed;',
  '- a tail that was cut off after the last anchor kept outside the database, given by --anchor.',
];

type Say = (line: string) => void;

/** @returns the exit code: 1 where the trail does not agree with its seals @throws StartupError */
export async function runAudit(
  words: readonly string[],
  say: Say,
  variables?: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const { command, anchorFile, reportedFile } = parse(words);
  const anchors = anchorFile === undefined ? [] : readAnchors(anchorFile);
  const reported = reportedFile === undefined ? [] : readReported(reportedFile);
  const trail = await openStanding(variables);
  try {
    if (command === 'anchor') return await printAnchor(trail, say);
    const report = await inSnapshot(trail.url, 'DATABASE_URL', (database) =>
      verifyTrail(database, new Cipher(trail.secrets), { anchors, reported }),
    );
    linesOf(report).forEach(say);
    if (reportedFile !== undefined) keepReported(reportedFile, report.late);
    return report.finding ? 1 : 0;
  } finally {
    await trail.close();
  }
}

interface Words {
  readonly command: string;
  readonly anchorFile: string | undefined;
  readonly reportedFile: string | undefined;
}

function parse(words: readonly string[]): Words {
  try {
    const options = { anchor: { type: 'string' }, reported: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [command, ...more] = positionals;
    const known = command === 'verify' || (command === 'anchor' && Object.keys(values).length === 0);
    if (known && more.length === 0) return { command, anchorFile: values.anchor, reportedFile: values.reported };
  } catch {
    // Said below, in the words of the house.
  }
  throw new StartupError(USAGE);
}

async function printAnchor({ url }: StandingDatabase, say: Say): Promise<number> {
  const head = await inSnapshot(url, 'DATABASE_URL', headOf);
  if (!head) throw new StartupError('Nothing has been sealed yet.');
  say(JSON.stringify(head));
  return 0;
}

function verdictOf({ finding, seals, entries, anchors }: VerificationReport): string {
  if (finding) return `BROKEN (${finding.kind}): ${finding.says}`;
  if (seals === 0) return 'NOTHING SEALED: there is nothing to compare.';
  return `WHOLE: ${entries} entries agree with ${seals} seals, ${anchors} anchors were compared.`;
}

function lineOfLate({ entryId, occurredAt, sealNumber }: LateEntry): string {
  return `Late: entry ${entryId} of ${occurredAt} UTC, ${sealNumber === null ? 'no seal yet' : `seal ${sealNumber}`}.`;
}

function linesOf(report: VerificationReport): string[] {
  const { finding, seals, entries, unsealed, oldestUnsealed, unknownKeySeals, head, late, lateBefore } = report;
  const isWhole = !finding || finding.kind === 'ENTRY_INSERTED';
  return [
    verdictOf(report),
    ...late.map(lineOfLate),
    ...(finding ? [`${isWhole ? 'Otherwise' : 'Before that'} ${entries} entries agree with ${seals} seals.`] : []),
    ...(head && isWhole ? [`The chain ends with seal ${head.number}, hash ${head.hash}.`] : []),
    ...(lateBefore > 0 ? [`Appeared long after their time and were reported before: ${lateBefore} entries.`] : []),
    ...(unsealed > 0 ? [`No seal yet: ${unsealed} entries, the oldest of ${oldestUnsealed} UTC.`] : []),
    ...(unknownKeySeals > 0
      ? [`Made with keys that are not known here: ${unknownKeySeals} seals, held only by the hashes of later ones.`]
      : []),
    ...LIMITS,
  ];
}
