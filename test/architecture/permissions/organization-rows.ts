import { randomUUID } from 'node:crypto';
import { change, everybody, key, mutation, query, type Table } from './row.js';
import type { Scenery, Subject, Variables } from './scenery.js';

const listed = (document: string): string => `query($id: ID!) { ${document} }`;

/** The directory, which is open to everybody who is signed in, whatever their institution. */
export function directoryRows(scenery: Scenery): Table {
  const open = { own: everybody('allowed'), other: everybody('allowed') };
  const { county } = scenery;
  const ofCounty = (): Subject => scenery.about(county, { id: county });
  const nothing = (): Subject => scenery.about(null, {});
  return {
    ...query('institution', listed('institution(id: $id) { id }'), { ...open, subject: ofCounty }),
    ...query('departments', listed('departments(institutionId: $id) { institutionId }'), {
      ...open,
      subject: ofCounty,
    }),
    ...query('staffMembers', listed('staffMembers(institutionId: $id) { nodes { institutionId } }'), {
      ...open,
      subject: ofCounty,
    }),
    ...query('travelMinutes', listed('travelMinutes(fromInstitutionId: $id, toInstitutionId: $id)'), {
      ...open,
      subject: ofCounty,
    }),
    ...query('institutions', '{ institutions { nodes { id } } }', { ...open, subject: nothing }),
    ...query('serviceDirectory', '{ serviceDirectory { id } }', { ...open, subject: nothing }),
    ...query('reasonCodes', '{ reasonCodes(list: "referral.reject") { code } }', {
      ...open,
      subject: nothing,
      nobody: 'allowed',
    }),
  };
}

const code = (): string => randomUUID().slice(0, 20);

const OFFER = { direction: 'UP', handling: 'OUTPATIENT', purposeCodes: [], diagnosisPrefixes: [] };

const newcomer = (): Variables => ({ ...key(), name: '新人', title: 'NONE' });

/** Setting up the alliance: the lead hospital for all of it, others for themselves. */
export function organizationRows(scenery: Scenery): Table {
  const { county } = scenery;
  const institution = { kind: 'TOWNSHIP_CENTER', name: '新卫生院', shortName: '新院' };
  return {
    ...mutation('registerInstitution', 'RegisterInstitutionInput', {
      subject: () => scenery.input(null, { ...key(), ...institution, code: code() }),
      own: { SYSTEM_ADMIN: 'allowed' },
      other: { SYSTEM_ADMIN: 'FORBIDDEN' },
    }),
    ...change('changeInstitution', 'ChangeInstitutionInput', ['SYSTEM_ADMIN'], async () =>
      scenery.change(await scenery.ownInstitution(), { name: '县人民医院', shortName: '县人民医院', active: true }),
    ),
    ...mutation(
      'setTravelTime',
      'SetTravelTimeInput',
      {
        subject: () => {
          const toInstitutionId = scenery.world.institutionId('north');
          return scenery.input(county, { fromInstitutionId: county, toInstitutionId, minutes: 30 });
        },
        own: { SYSTEM_ADMIN: 'allowed' },
        other: { SYSTEM_ADMIN: 'NOT_FOUND' },
      },
      '',
    ),
  };
}

/** What institutions are made of: departments with what they take referrals for, and people. */
export function departmentRows(scenery: Scenery): Table {
  const { county } = scenery;
  return {
    ...change('registerDepartment', 'RegisterDepartmentInput', ['SYSTEM_ADMIN'], () =>
      scenery.input(county, { ...key(), institutionId: county, code: code(), name: '新科室', acceptsReferrals: true }),
    ),
    ...change('changeDepartment', 'ChangeDepartmentInput', ['SYSTEM_ADMIN'], async () =>
      scenery.change(await scenery.newDepartment(), { acceptsReferrals: false, active: true }),
    ),
    ...change('registerStaff', 'RegisterStaffInput', ['SYSTEM_ADMIN'], () =>
      scenery.input(county, { ...newcomer(), institutionId: county, staffNo: code(), specialtyCodes: [] }),
    ),
    ...change('changeStaff', 'ChangeStaffInput', ['SYSTEM_ADMIN'], async () =>
      scenery.change({ id: await scenery.staff(), version: 1 }, { title: 'SENIOR', active: true }),
    ),
    ...change('registerServiceOffer', 'RegisterServiceOfferInput', ['SYSTEM_ADMIN'], () =>
      scenery.input(scenery.department, { ...key(), departmentId: scenery.department, ...OFFER }),
    ),
    ...change('withdrawServiceOffer', 'WithdrawServiceOfferInput', ['SYSTEM_ADMIN'], async () =>
      scenery.change(await scenery.serviceOffer()),
    ),
  };
}

const OWN_ALONE = { own: { SYSTEM_ADMIN: 'allowed' }, other: { SYSTEM_ADMIN: 'NOT_FOUND' } } as const;

/** What is examined, recognised and taken back: open to everybody; the catalogue is the lead hospital's. */
export function catalogueReadingRows(scenery: Scenery): Table {
  const { county } = scenery;
  const open = { own: everybody('allowed'), other: everybody('allowed') };
  const ofCounty = (): Subject => scenery.about(null, { id: county });
  return {
    ...query('standardItems', '{ standardItems { nodes { id } } }', {
      ...open,
      subject: () => scenery.about(null, {}),
    }),
    ...query('qualityQualifications', listed('qualityQualifications(institutionId: $id) { id }'), {
      ...open,
      subject: ofCounty,
    }),
    ...query('institutionCapabilities', listed('institutionCapabilities(institutionId: $id) { code }'), {
      ...open,
      subject: ofCounty,
    }),
  };
}

/** What townships have for who comes back. */
export function capabilityRows(scenery: Scenery): Table {
  const { county } = scenery;
  const capability = { institutionId: county, kind: 'DRUG', code: 'C09AA02' };
  return {
    ...mutation(
      'setInstitutionCapability',
      'SetInstitutionCapabilityInput',
      { subject: () => scenery.input(county, { ...capability, name: '依那普利' }), ...OWN_ALONE },
      '{ institutionId }',
    ),
    ...mutation(
      'removeInstitutionCapability',
      'RemoveInstitutionCapabilityInput',
      {
        subject: async () => {
          await scenery.run(
            `INSERT INTO institution_capabilities (institution_id, kind, code, name) VALUES ($1, 'DRUG', $2, '依那普利')
             ON CONFLICT DO NOTHING`,
            [county, capability.code],
          );
          return scenery.input(county, capability);
        },
        ...OWN_ALONE,
      },
      '{ institutionId }',
    ),
  };
}

/** The catalogue is the lead hospital's, certificates are those of each institution. */
export function catalogueRows(scenery: Scenery): Table {
  const { county } = scenery;
  const certificate = {
    name: '室间质评',
    category: 'LABORATORY',
    scope: 'PROVINCE',
    issuedBy: '省临检中心',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
  };
  return {
    ...mutation('setStandardItem', 'SetStandardItemInput', {
      subject: () => {
        const item = { code: code(), name: '心电图', category: 'ECG', priceCents: 2000 };
        return scenery.input(null, { ...item, recognitionScope: 'NONE', active: true, expectedVersion: 0 });
      },
      own: { SYSTEM_ADMIN: 'allowed' },
      other: { SYSTEM_ADMIN: 'FORBIDDEN' },
    }),
    ...mutation('registerQualityQualification', 'RegisterQualityQualificationInput', {
      subject: () => scenery.input(county, { ...key(), ...certificate, institutionId: county, certificateNo: code() }),
      ...OWN_ALONE,
    }),
    ...change('changeQualityQualification', 'ChangeQualityQualificationInput', ['SYSTEM_ADMIN'], async () => {
      const [row] = await scenery.run(
        `INSERT INTO quality_qualifications (id, institution_id, certificate_no, name, category, item_codes, scope,
           issued_by, valid_from, valid_to, active, version)
         VALUES (gen_random_uuid(), $1, $2, '室间质评', 'LABORATORY', '{}', 'PROVINCE', '省临检中心', '2026-01-01',
           '2026-12-31', true, 1) RETURNING id, version, certificate_no AS "certificateNo"`,
        [county, code()],
      );
      const { id, version, certificateNo } = row as { id: string; version: number; certificateNo: string };
      return scenery.change({ id, version }, { ...certificate, certificateNo, active: false });
    }),
  };
}
