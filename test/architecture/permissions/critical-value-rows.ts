import { Role } from '#identity';
import type { CriticalValueScenery } from './critical-value-scenery.js';
import { change, key, mutation, outcomes, query, type Outcome, type Row, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const centre: Role[] = [Role.REPORTER, Role.REVIEWER, Role.CENTER_HEAD];
const reviewers: Role[] = [Role.REVIEWER, Role.CENTER_HEAD];
const closing: Role[] = [...centre, Role.MEDICAL_AFFAIRS];
const answering: Role[] = [
  Role.TOWNSHIP_DOCTOR,
  Role.TOWNSHIP_HEAD,
  Role.COUNTY_DOCTOR,
  Role.DEPT_HEAD,
  Role.MEDICAL_AFFAIRS,
  Role.GENERAL_DUTY,
];
const readers: Role[] = [...centre, ...answering, Role.QUALITY];
/** Those of a township see what their own has ordered, and these were ordered at the county. */
const townships: Role[] = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD];

const ownAnswers = (outcome: Outcome) => ({
  own: { ...outcomes(outcome, ...answering), ...outcomes('NOT_FOUND', ...townships) },
  other: outcomes('NOT_FOUND', ...answering),
});

type State = 'detected' | 'notified' | 'acknowledged' | 'handled' | 'doubted';

/** Changes of critical values that the county's centre has found in a patient of the county's own. */
class Changes {
  constructor(
    private readonly scenery: Scenery,
    private readonly criticalValues: CriticalValueScenery,
  ) {}

  of(state: State, more: object = {}): Row['subject'] {
    return async () => this.scenery.change(await this.criticalValues[state](), { ...more });
  }
}

function readingRows(scenery: Scenery, criticalValues: CriticalValueScenery): Table {
  const everywhere = outcomes('allowed', ...readers);
  const fixed = { own: everywhere, other: everywhere, subject: () => scenery.about(null, {}) };
  return {
    ...query('criticalFindings', '{ criticalFindings { code } }', fixed),
    ...query('criticalThresholds', '{ criticalThresholds { itemCode } }', fixed),
    ...query('criticalValue', 'query($id: ID!) { criticalValue(id: $id) { id } }', {
      own: { ...everywhere, ...outcomes('NOT_FOUND', ...townships) },
      other: outcomes('NOT_FOUND', ...readers),
      subject: async () => {
        const { id } = await criticalValues.detected();
        return scenery.about(id, { id });
      },
    }),
    ...query('criticalValues', '{ criticalValues(list: REGISTER, first: 100) { nodes { id } } }', {
      own: { ...everywhere, ...outcomes('empty', ...townships) },
      other: outcomes('empty', ...readers),
      subject: async () => scenery.about((await criticalValues.detected()).id, {}),
    }),
  };
}

function centreRows(scenery: Scenery, criticalValues: CriticalValueScenery): Table {
  const changes = new Changes(scenery, criticalValues);
  const { doctorId } = criticalValues;
  const drilling: Role[] = [Role.CENTER_HEAD, Role.MEDICAL_AFFAIRS];
  const doubt = changes.of('detected', { reasonCode: 'read_again' });
  return {
    ...mutation('raiseCriticalValue', 'RaiseCriticalValueInput', {
      own: outcomes('allowed', ...centre),
      other: outcomes('NOT_FOUND', ...centre),
      subject: async () => {
        const input = await criticalValues.finding();
        return scenery.input(input.patientId, { ...key(), ...input });
      },
    }),
    ...mutation('startCriticalValueDrill', 'StartCriticalValueDrillInput', {
      own: outcomes('allowed', ...drilling),
      other: outcomes('NOT_FOUND', ...drilling),
      subject: () =>
        scenery.input(doctorId, { ...key(), domain: 'ECG', findingCode: 'asystole', orderingStaffId: doctorId }),
    }),
    ...change('verifyCriticalValue', 'CriticalValueActionInput', centre, changes.of('detected')),
    ...change('reportCriticalValueFalse', 'CriticalValueReasonInput', centre, doubt),
    ...change('keepCriticalValue', 'CriticalValueActionInput', reviewers, changes.of('doubted')),
    ...change('cancelCriticalValue', 'CriticalValueActionInput', reviewers, changes.of('doubted')),
    ...change('closeCriticalValue', 'CriticalValueActionInput', closing, changes.of('handled')),
  };
}

function answeringRows(scenery: Scenery, criticalValues: CriticalValueScenery): Table {
  const changes = new Changes(scenery, criticalValues);
  const answers = (name: string, type: string, subject: Row['subject']): Table =>
    mutation(name, type, { ...ownAnswers('allowed'), subject });
  const call = { relation: 'PATIENT', outcome: 'NO_ANSWER' };
  return {
    ...answers(
      'acknowledgeCriticalValue',
      'AcknowledgeCriticalValueInput',
      changes.of('notified', { readBack: '心脏停搏>3秒' }),
    ),
    ...answers('recordCriticalValueContact', 'RecordCriticalValueContactInput', changes.of('acknowledged', call)),
    ...mutation('markCriticalValueUnreachable', 'CriticalValueActionInput', {
      ...ownAnswers('TRANSITION_REFUSED CONTACTS_UNTRIED'),
      subject: changes.of('acknowledged'),
    }),
    ...answers('handleCriticalValue', 'HandleCriticalValueInput', changes.of('acknowledged', { measures: '抢救' })),
    ...mutation('referCriticalValue', 'ReferCriticalValueInput', {
      own: outcomes('NOT_FOUND', Role.TOWNSHIP_DOCTOR),
      other: outcomes('NOT_FOUND', Role.TOWNSHIP_DOCTOR),
      subject: changes.of('acknowledged', { consciousness: 'ALERT', phone: '13800000001' }),
    }),
  };
}

/** Thresholds of the alliance are the lead hospital's administrator's, and everybody counts what is theirs. */
function settingRows(scenery: Scenery): Table {
  const admin = outcomes('allowed', Role.SYSTEM_ADMIN);
  const counting: Role[] = [Role.CENTER_HEAD, Role.MEDICAL_AFFAIRS, Role.QUALITY];
  const row = (name: string, type: string, more: object, own: Outcome): Table =>
    mutation(
      name,
      type,
      {
        own: outcomes(own, Role.SYSTEM_ADMIN),
        other: outcomes('FORBIDDEN LEAD_HOSPITAL', Role.SYSTEM_ADMIN),
        subject: () => scenery.input(null, { expectedVersion: 0, itemCode: 'PERMISSIONS', ...more }),
      },
      '{ version }',
    );
  const threshold = { itemName: '权限', unit: 'mg/L', above: 9 };
  return {
    ...query('criticalThresholdPeriods', '{ criticalThresholdPeriods(itemCode: "K") { unit } }', {
      own: admin,
      other: admin,
      subject: () => scenery.about(null, {}),
    }),
    ...row('changeCriticalThreshold', 'ChangeCriticalThresholdInput', threshold, 'allowed'),
    ...row('endCriticalThreshold', 'EndCriticalThresholdInput', { itemCode: 'NOTHING' }, 'NOT_FOUND'),
    ...query('criticalValueStatistics', '{ criticalValueStatistics(from: "2026-03-01", to: "2026-03-31") { month } }', {
      own: outcomes('allowed', ...counting),
      other: outcomes('allowed', ...counting),
      subject: () => scenery.about(null, {}),
    }),
  };
}

/** What everybody may do with a critical value of the county. */
export function criticalValueRows(scenery: Scenery, criticalValues: CriticalValueScenery): Table {
  return {
    ...readingRows(scenery, criticalValues),
    ...centreRows(scenery, criticalValues),
    ...answeringRows(scenery, criticalValues),
    ...settingRows(scenery),
  };
}
