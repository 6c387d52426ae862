import { Injectable } from '@nestjs/common';
import {
  AggregateReader,
  Database,
  InstallationScope,
  Parameters,
  type ActorContext,
  type Claim,
  type Connection,
  type Order,
  type PageRequest,
  type Readable,
  type Selection,
} from '#platform';
import { mergeView, recordView } from './patient.views.js';

/** The commands look themselves whom a pair or a merge concerns; lists say it in their arms. */
const concernedAlready = (): string => 'true';

const DUPLICATES: Readable = {
  name: 'patient-duplicate',
  type: 'PatientDuplicate',
  objectType: 'patient-duplicate',
  table: 'patient_duplicates',
  alias: 'pd',
  view: {
    columns: {
      id: 'pd.id',
      score: 'pd.score',
      parts: 'pd.parts',
      foundAt: 'pd.found_at',
      state: 'pd.state',
      version: 'pd.version',
    },
    one: {
      first: { view: recordView('d1'), join: 'JOIN patients d1 ON d1.id = pd.first_patient_id' },
      second: { view: recordView('d2'), join: 'JOIN patients d2 ON d2.id = pd.second_patient_id' },
    },
  },
  patient: { id: 'pd.first_patient_id', other: 'pd.second_patient_id', basis: 'PATIENT_DESK' },
  visibleTo: concernedAlready,
};

const MERGES: Readable = {
  name: 'patient-merge',
  type: 'PatientMerge',
  objectType: 'patient-merge',
  table: 'patient_merges',
  alias: 'pm',
  view: mergeView,
  patient: {
    id: 'pm.into_patient_id',
    other: 'pm.from_patient_id',
    joins: 'JOIN patients mf ON mf.id = pm.from_patient_id',
    basis: 'PATIENT_DESK',
  },
  visibleTo: concernedAlready,
};

const LIKELIEST_FIRST: Order = {
  keys: [
    { sql: 'pd.score', type: 'int' },
    { sql: 'pd.id', type: 'uuid' },
  ],
  descending: true,
};

/** What the patient desk looks at: records that may be of one person, and what it has merged. */
@Injectable()
export class DuplicateQueries {
  constructor(
    private readonly reader: AggregateReader,
    private readonly database: Database,
    private readonly scope: InstallationScope,
  ) {}

  /** Open pairs, the likeliest first: all of them at the lead hospital, else those with a patient of the own institution. */
  async list<Node>(actor: ActorContext, page: PageRequest, selection: Selection): Promise<Connection<Node>> {
    const scope = await this.scope.institutionFor(this.database, actor);
    const parameters = new Parameters();
    const own = scope === null ? '' : `${parameters.add(scope)}::uuid`;
    const arms = own
      ? [
          `pd.state = 'OPEN' AND pd.first_institution_id = ${own}`,
          `pd.state = 'OPEN' AND pd.second_institution_id = ${own} AND pd.first_institution_id <> ${own}`,
        ]
      : [`pd.state = 'OPEN'`];
    const listing = { action: 'patient-duplicate.list', arms, order: LIKELIEST_FIRST, page, parameters };
    return this.reader.page(DUPLICATES, { actor, selection }, listing);
  }

  duplicate<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(DUPLICATES, { actor, selection }, claim);
  }

  merge<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(MERGES, { actor, selection }, claim);
  }
}
