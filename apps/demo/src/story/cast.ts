import { GraphqlClient } from '../graphql-client.js';
import type { Passwords } from '../settings.js';
import { StoryError } from '../story-error.js';

/** Somebody of the county who is signed in. */
export interface Character {
  readonly staffId: string;
  readonly name: string;
  readonly institution: string;
  readonly role: string;
  readonly product: GraphqlClient;
  /** Once more, for what is signed. */
  readonly password: string;
}

/** Everybody who appears. */
export interface Cast {
  readonly townshipDoctor: Character;
  readonly otherTownshipDoctor: Character;
  readonly countyDoctor: Character;
  readonly countyColleague: Character;
  readonly coordinator: Character;
  readonly registrar: Character;
  readonly rotaManager: Character;
  readonly medicalAffairs: Character;
  readonly expert: Character;
  readonly consultCoordinator: Character;
  readonly townshipTechnician: Character;
  readonly technician: Character;
  readonly reporter: Character;
  readonly reviewer: Character;
}

const LOGIN_NAMES: Readonly<Record<keyof Cast, string>> = {
  townshipDoctor: 'township-doctor',
  otherTownshipDoctor: 'township-doctor-2',
  countyDoctor: 'county-doctor',
  countyColleague: 'county-doctor-2',
  coordinator: 'referral-coordinator',
  registrar: 'registrar',
  rotaManager: 'rota-manager',
  medicalAffairs: 'medical-affairs',
  expert: 'expert',
  consultCoordinator: 'consult-coordinator',
  townshipTechnician: 'township-technician',
  technician: 'technician',
  reporter: 'reporter',
  reviewer: 'reviewer',
};

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const ME = '{ me { staff { id name } institution { shortName } roles { label } } }';

interface Me {
  readonly staff: { readonly id: string; readonly name: string };
  readonly institution: { readonly shortName: string };
  readonly roles: readonly { readonly label: string }[];
}

/** Signs everybody in, each with a session of their own. */
export async function gatherCast(url: string, passwords: Passwords): Promise<Cast> {
  const entries = Object.entries(LOGIN_NAMES).map(async ([part, loginName]) => {
    const password = passwords(loginName);
    if (!password) throw new StoryError(`没有演示账号 ${loginName} 的密码：请用 DEMO_PASSWORD 指定`);
    return [part, await signIn(new GraphqlClient(url), loginName, password)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown as Cast;
}

async function signIn(product: GraphqlClient, loginName: string, password: string): Promise<Character> {
  const answer = await product.attempt<{ signIn: { token: string } }>(SIGN_IN, { input: { loginName, password } });
  if ('refusal' in answer) throw new StoryError(`演示账号 ${loginName} 无法登录：${answer.refusal.message}`);
  const signedIn = product.withToken(answer.data.signIn.token);
  const { me } = await signedIn.ask<{ me: Me }>(ME);
  return {
    staffId: me.staff.id,
    name: me.staff.name,
    institution: me.institution.shortName,
    role: me.roles.map(({ label }) => label).join('、'),
    product: signedIn,
    password,
  };
}

/** How the narrator calls somebody: `双河镇中心卫生院 李敏（乡镇医生）`. */
export function fullName({ institution, name, role }: Character): string {
  return `${institution} ${name}（${role}）`;
}
