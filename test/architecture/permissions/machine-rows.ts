import { randomUUID } from 'node:crypto';
import type { Role } from '#identity';
import { after, days } from '#kernel';
import { change, key, mutation, query, type Table } from './row.js';
import type { Scenery, Subject } from './scenery.js';

/** Systems and their keys. */
export class MachineScenery {
  constructor(private readonly scenery: Scenery) {}

  /** A system of the county hospital. */
  async machine(): Promise<string> {
    const input = { idempotencyKey: randomUUID(), name: `LIS ${randomUUID()}`, kind: 'LIS', scopes: ['REPORT_BEDS'] };
    const { createMachineAccount } = await this.scenery.world
      .person('security-admin')
      .asks<{ createMachineAccount: { id: string } }>(
        'mutation($input: CreateMachineAccountInput!) { createMachineAccount(input: $input) { id } }',
        { input },
      );
    return createMachineAccount.id;
  }

  /** A key of such a system. */
  async key(): Promise<string> {
    const machineAccountId = await this.machine();
    const input = { idempotencyKey: randomUUID(), machineAccountId, expiresAt: after(this.scenery.now, days(7)) };
    const { issueMachineKey } = await this.scenery.world
      .person('security-admin')
      .asks<{ issueMachineKey: { machineAccount: { keys: { id: string }[] } } }>(
        'mutation($input: IssueMachineKeyInput!) { issueMachineKey(input: $input) { machineAccount { keys { id } } } }',
        { input },
      );
    return issueMachineKey.machineAccount.keys[0]!.id;
  }
}

/** The systems of the institution, by its security administrator. */
export function machineRows(scenery: Scenery, machines: MachineScenery): Table {
  const only: Role[] = ['SECURITY_ADMIN'];
  const machine = async (more = {}): Promise<Subject> =>
    scenery.change({ id: await machines.machine(), version: 1 }, more);
  return {
    ...query('machineAccount', 'query($id: ID!) { machineAccount(id: $id) { id } }', {
      subject: async () => {
        const id = await machines.machine();
        return scenery.about(id, { id });
      },
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'NOT_FOUND' },
    }),
    ...query('machineAccounts', '{ machineAccounts(first: 100) { nodes { id } } }', {
      subject: async () => scenery.about(await machines.machine(), {}),
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'empty' },
    }),
    ...mutation('createMachineAccount', 'CreateMachineAccountInput', {
      subject: () =>
        scenery.input(null, { ...key(), name: `HIS ${randomUUID()}`, kind: 'HIS', scopes: ['REPORT_BEDS'] }),
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'allowed' },
    }),
    ...change('changeMachineAccount', 'ChangeMachineAccountInput', only, () =>
      machine({ scopes: ['READ_CAPACITY'], networks: [] }),
    ),
    ...change('disableMachineAccount', 'DisableMachineAccountInput', only, () => machine()),
    ...machineKeyRows(scenery, machines),
  };
}

function machineKeyRows(scenery: Scenery, machines: MachineScenery): Table {
  return {
    ...mutation(
      'issueMachineKey',
      'IssueMachineKeyInput',
      {
        subject: async () => {
          const machineAccountId = await machines.machine();
          const expiresAt = after(scenery.now, days(7));
          return scenery.input(machineAccountId, { ...key(), machineAccountId, expiresAt });
        },
        own: { SECURITY_ADMIN: 'allowed' },
        other: { SECURITY_ADMIN: 'NOT_FOUND' },
      },
      '{ key }',
    ),
    ...change('revokeMachineKey', 'RevokeMachineKeyInput', ['SECURITY_ADMIN'], async () => {
      const id = await machines.key();
      return scenery.input(id, { id });
    }),
  };
}
