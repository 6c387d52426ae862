import { randomUUID } from 'node:crypto';
import { Permission, permissionsOf, type Role } from '#identity';
import { XLSX_TYPE } from '#platform';
import { withClient, type Person, type TestApp, type World } from '#testing';
import { mutation, outcomes, type Table } from './row.js';
import type { Scenery, Subject } from './scenery.js';

const MAY_UPLOAD = [Permission.ManageOrganization, Permission.ManageAccounts, Permission.PlanRotas];

/** Workbooks: each administrator imports what they may set up one by one, from a file that they have uploaded. */
export function setupRows(app: TestApp, world: World, scenery: Scenery): Table {
  const subject = async (by: Person): Promise<Subject> => {
    await found(app);
    const permissions = permissionsOf([by.role]);
    const isOurs = by.institutionId === world.institutionId('county');
    const uploader = isOurs && MAY_UPLOAD.some((one) => permissions.has(one)) ? by : world.person('system-admin');
    const fileId = await uploaded(app, uploader);
    return scenery.input(fileId, { fileId, dryRun: true });
  };
  const row = (name: string, ...roles: Role[]): Table =>
    mutation(
      name,
      'ImportWorkbookInput',
      { subject, own: outcomes('allowed', ...roles), other: outcomes('NOT_FOUND', ...roles) },
      '{ dryRun }',
    );
  return {
    ...row('importDirectory', 'SYSTEM_ADMIN'),
    ...row('importAccounts', 'SECURITY_ADMIN'),
    ...row('importRotaSetUp', 'ROTA_MANAGER', 'MEDICAL_AFFAIRS'),
  };
}

function found({ database }: TestApp): Promise<void> {
  return withClient(database.ownerUrl, async (owner) => {
    await owner.query(
      `INSERT INTO alliances (id, code, name) VALUES (gen_random_uuid(), 'LX', '医共体') ON CONFLICT DO NOTHING`,
    );
  });
}

async function uploaded({ nest }: TestApp, by: Person): Promise<string> {
  const headers = { authorization: `Bearer ${by.token}` };
  const template = await nest.inject({ method: 'GET', url: '/setup-template', headers });
  const response = await nest.inject({
    method: 'POST',
    url: '/setup-workbooks',
    headers: { ...headers, 'content-type': XLSX_TYPE, 'idempotency-key': randomUUID() },
    payload: template.rawPayload,
  });
  return response.json<{ id: string }>().id;
}
