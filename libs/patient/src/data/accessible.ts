import { Permission, Role, permissionsOf } from '#identity';
import { actingFor, type ActorContext, type Parameters } from '#platform';

/** One kind of relation through which an actor may see patients, as parts of SQL. */
interface Relation {
  /** Code of the basis, or the column that holds it. */
  readonly basis: string;
  readonly from: string;
  readonly patientId: string;
  readonly where: string;
}

/**
 * The relations of an actor, the closest first. An institution sees whom it has registered, who has a contract with it,
 * and for a while whom a service relation brings; a village doctor sees the patients whose contract names them, or
 * the team that they belong to.
 */
function relationsOf(actor: ActorContext, now: Date, parameters: Parameters): Relation[] {
  const staff = parameters.add(actingFor(actor));
  const at = `${parameters.add(now)}::timestamptz`;
  if (!readsForInstitution(actor)) {
    const teams = `SELECT m.team_id FROM family_doctor_team_members m WHERE m.staff_id = ${staff}`;
    return [
      contractWith(`c.village_doctor_staff_id = ${staff}`, at),
      contractWith(`c.team_id = ANY(ARRAY(${teams}))`, at),
    ];
  }
  const institution = parameters.add(actor.institutionId);
  return [
    {
      basis: `'REGISTRATION'`,
      from: 'patients r',
      patientId: 'r.id',
      where: `r.registered_institution_id = ${institution} AND r.merged_into_id IS NULL`,
    },
    contractWith(`c.institution_id = ${institution}`, at),
    {
      basis: 'g.basis',
      from: 'patient_access_grants g',
      patientId: 'g.patient_id',
      where: `g.institution_id = ${institution} AND (g.staff_id IS NULL OR g.staff_id = ${staff})
        AND g.valid_from <= ${at} AND (g.expires_at IS NULL OR g.expires_at > ${at})`,
    },
  ];
}

/** Whether the actor sees so few patients that all of them can be looked through. */
export function seesFew(actor: ActorContext): boolean {
  return !readsForInstitution(actor);
}

/**
 * Whether a role other than the village doctor's lets the actor see patients, if only with a reason: one that sees none adds
 * nothing.
 */
function readsForInstitution({ roles }: ActorContext): boolean {
  const others = roles.map(({ role }) => role).filter((role) => role !== Role.VILLAGE_DOCTOR);
  const held = permissionsOf(others);
  return held.has(Permission.ReadPatient) || held.has(Permission.RevealPatientIdentity);
}

/** A contract runs by days in China, from the first to the last one. */
function contractWith(party: string, at: string): Relation {
  return {
    basis: `'CONTRACT'`,
    from: 'family_doctor_contracts c',
    patientId: 'c.patient_id',
    where: `${party} AND (${at} AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to`,
  };
}

/** SQL of the closest relation on which the actor may see a patient (alias `p`), or null where there is none. */
export function accessBasisSql(actor: ActorContext, now: Date, parameters: Parameters): string {
  const relations = relationsOf(actor, now, parameters).map(
    ({ basis, from, patientId, where }, rank) =>
      `SELECT ${basis} AS basis, ${rank} AS rank FROM ${from} WHERE ${patientId} = p.id AND ${where}`,
  );
  return `(SELECT basis FROM (${relations.join(' UNION ALL ')}) relations ORDER BY rank LIMIT 1)`;
}

/** Which patients are wanted, and how many of them at most. */
interface Wanted {
  /** SQL about a patient (alias `p`), or about a record that was merged into theirs: one of them has to be true, each has an index. */
  readonly alternatives: readonly string[];
  /** SQL about the patient's own id (alias `p`): where the page begins. */
  readonly behind: string;
  /** Part of the text: no plan that is kept fits a limit that it does not know. */
  readonly limit: number;
}

/**
 * SQL of the newest patients whom the actor may see, as rows (id, basis). Each relation is read in the order of its own
 * index and stops after `limit` patients, however many there are in the county.
 * @param wanted with `test`, SQL about a patient or a record that was merged into theirs, which many fulfil
 */
export function accessiblePatientsSql(
  actor: ActorContext,
  now: Date,
  parameters: Parameters,
  { behind, limit, test }: Omit<Wanted, 'alternatives'> & { readonly test: ((alias: string) => string) | null },
): string {
  const tested = test === null ? '' : ` AND (${test('p')} OR ${ofMerged(test('m'))})`;
  const branches = relationsOf(actor, now, parameters).map(
    ({ basis, from, patientId, where }) =>
      `(SELECT DISTINCT ON (${patientId}) ${patientId} AS id, ${basis} AS basis
        FROM ${from} JOIN patients p ON p.id = ${patientId}
        WHERE ${where} AND ${behind}${tested} ORDER BY ${patientId} DESC LIMIT ${limit})`,
  );
  return `SELECT id, min(basis) AS basis FROM (${branches.join(' UNION ALL ')}) seen
    GROUP BY id ORDER BY id DESC LIMIT ${limit}`;
}

/** SQL of what is true for a record (alias `m`) that was merged into a patient at hand: EXISTS would read all patients beforehand. */
const ofMerged = (condition: string): string =>
  `(SELECT true FROM patients m WHERE m.merged_into_id = p.id AND ${condition} LIMIT 1) IS NOT NULL`;

/**
 * The same of patients whom one looks for by what few have: they are found first, by the index of that, and then the
 * newest of them are asked for a relation until there are enough.
 */
export function accessibleAmongSql(
  actor: ActorContext,
  now: Date,
  parameters: Parameters,
  { alternatives, behind, limit }: Wanted,
): string {
  const found = alternatives.map(
    (condition) => `SELECT coalesce(p.merged_into_id, p.id) AS id FROM patients p WHERE ${condition}`,
  );
  return `SELECT p.id, relation.basis
    FROM (SELECT DISTINCT p.id FROM (${found.join(' UNION ALL ')}) p
      WHERE ${behind} ORDER BY p.id DESC OFFSET 0) p
    CROSS JOIN LATERAL (SELECT ${accessBasisSql(actor, now, parameters)} AS basis OFFSET 0) relation
    WHERE relation.basis IS NOT NULL ORDER BY p.id DESC LIMIT ${limit}`;
}

/** Names of the columns or parameters that a check for consent is about, as SQL. */
export interface ConsentCheck {
  readonly patientId: string;
  readonly kind: string;
  /** Left out: wherever it may be. */
  readonly institutionId?: string;
  /** What it costs now: a consent covers no more than the patient was told. Left out: whatever it costs. */
  readonly costCents?: string;
  /** Whether it has to be on paper or signed electronically: left out, a witnessed word is enough. */
  readonly isWritten?: boolean;
  readonly at: string;
}

/** SQL that is true where a consent of the kind covers the institution at that time. */
export function activeConsentSql({ patientId, kind, institutionId, costCents, isWritten, at }: ConsentCheck): string {
  const covers = institutionId ? `AND (pc.institution_ids IS NULL OR ${institutionId} = ANY(pc.institution_ids))` : '';
  const costs = costCents ? `AND pc.told_cost_cents >= ${costCents}` : '';
  const written = isWritten ? `AND pc.method <> 'VERBAL_WITNESSED'` : '';
  return `EXISTS (SELECT 1 FROM patient_consents pc WHERE pc.patient_id = ${patientId} AND pc.kind = ${kind}
    AND pc.given_at <= ${at} AND (pc.expires_at IS NULL OR pc.expires_at > ${at}) AND pc.withdrawn_at IS NULL ${covers} ${costs}
    ${written})`;
}
