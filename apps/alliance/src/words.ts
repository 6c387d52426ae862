import { parseArgs } from 'node:util';
import { LOGIN_NAME, Role, roleLabels } from '#identity';
import { StartupError } from '#platform';

/** Answers one question of the command; null where nobody is there to be asked. */
export type Ask = ((question: string) => Promise<string>) | null;

/** Somebody as the words of the command name them. */
export interface NamedPerson {
  readonly role: Role;
  readonly loginName: string;
  readonly name: string;
  readonly staffNo: string;
}

/** What the command is to found. */
export interface Wanted {
  readonly code: string;
  readonly name: string;
  readonly hospital: { code: string; creditCode: string | null; name: string; shortName: string };
  readonly people: readonly NamedPerson[];
  readonly passwordFile: string | undefined;
}

const USAGE =
  'Say `create`, with --code and --name of the alliance, --hospital-code and --hospital-name of the lead hospital, ' +
  '--system-admin, --security-admin and --auditor as login:name or login:name:staff number, ' +
  'and, if wanted, --credit-code, --hospital-short-name and --passwords <file>. At a terminal what is missing is asked for.';

const text = { type: 'string' } as const;
const OPTIONS = {
  code: text,
  name: text,
  'hospital-code': text,
  'hospital-name': text,
  'hospital-short-name': text,
  'credit-code': text,
  'system-admin': text,
  'security-admin': text,
  auditor: text,
  passwords: text,
} as const;

type Name = keyof typeof OPTIONS;
type Given = Partial<Record<Name, string>>;

const QUESTIONS = {
  code: 'Code of the alliance 医共体代码',
  name: 'Name of the alliance 医共体名称',
  'hospital-code': 'Code of the lead hospital 牵头医院机构代码',
  'hospital-name': 'Name of the lead hospital 牵头医院名称',
  'system-admin': `${roleLabels.SYSTEM_ADMIN['zh-CN']} (login:name 用户名:姓名)`,
  'security-admin': `${roleLabels.SECURITY_ADMIN['zh-CN']} (login:name 用户名:姓名)`,
  auditor: `${roleLabels.AUDITOR['zh-CN']} (login:name 用户名:姓名)`,
} as const satisfies Partial<Record<Name, string>>;
type Question = keyof typeof QUESTIONS;

/** Reads the words, and asks for those that are missing. @throws StartupError for what does not fit */
export async function readWords(words: readonly string[], ask: Ask): Promise<Wanted> {
  const given = parse(words);
  const answers = {} as Record<Question, string>;
  for (const name of Object.keys(QUESTIONS) as Question[]) answers[name] = await answerTo(name, given, ask);
  const people = [
    personOf(Role.SYSTEM_ADMIN, answers['system-admin']),
    personOf(Role.SECURITY_ADMIN, answers['security-admin']),
    personOf(Role.AUDITOR, answers.auditor),
  ];
  const apart = (part: 'loginName' | 'staffNo'): number => new Set(people.map((one) => one[part].toLowerCase())).size;
  if (apart('loginName') < people.length || apart('staffNo') < people.length) {
    throw new StartupError('The three administrators are three people: each has a login name and a staff number.');
  }
  const hospitalName = answers['hospital-name'];
  return {
    code: answers.code,
    name: answers.name,
    hospital: {
      code: answers['hospital-code'],
      creditCode: given['credit-code'] ?? null,
      name: hospitalName,
      shortName: given['hospital-short-name'] ?? hospitalName,
    },
    people,
    passwordFile: given.passwords,
  };
}

function parse(words: readonly string[]): Given {
  try {
    const { positionals, values } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
    if (positionals.join() === 'create') return values;
  } catch {
    // Said below, in the words of the house.
  }
  throw new StartupError(USAGE);
}

async function answerTo(name: Question, given: Given, ask: Ask): Promise<string> {
  const answer = (given[name] ?? (ask && (await ask(QUESTIONS[name]))))?.trim();
  if (!answer) throw new StartupError(`--${name} is missing. ${USAGE}`);
  return answer;
}

function personOf(role: Role, words: string): NamedPerson {
  const [loginName = '', name = '', staffNo = loginName, ...more] = words.split(':').map((part) => part.trim());
  if (!LOGIN_NAME.test(loginName) || !name || !staffNo || more.length > 0) {
    throw new StartupError(
      `${role}: say login:name or login:name:staff number, the login of letters, digits and . _ @ -`,
    );
  }
  return { role, loginName, name, staffNo };
}
