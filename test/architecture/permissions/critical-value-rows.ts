import { Role } from '#identity';
import type { CriticalValueScenery } from './critical-value-scenery.js';
import { change, everybody, key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const centre: Role[] = [Role.REPORTER, Role.REVIEWER, Role.CENTER_HEAD];
const reviewers: Role[] = [Role.REVIEWER, Role.CENTER_HEAD];
const answering: Role[] = [
  Role.TOWNSHIP_DOCTOR,
  Role.TOWNSHIP_HEAD,
  Role.COUNTY_DOCTOR,
  Role.DEPT_HEAD,
  Role.MEDICAL_AFFAIRS,
  Role.GENERAL_DUTY,
];
const readers: Role[] = [...centre, ...answering, Role.QUALITY];

/** Critical values that the county's centre has found in a patient of the county's own. */
export function criticalValueRows(scenery: Scenery, criticalValues: CriticalValueScenery): Table {
  const anybodys = { own: outcomes('allowed', ...readers), other: outcomes('allowed', ...readers) };
  const fixed = { ...anybodys, subject: () => scenery.about(null, {}) };
  const of = (more: object, state: 'detected' | 'notified' | 'acknowledged' | 'handled' | 'doubted') => async () =>
    scenery.change(await criticalValues[state](), { ...more });
  const answers = (name: string, type: string, subject: ReturnType<typeof of>): Table =>
    change(name, type, answering, subject);
  return {
    ...query('criticalFindings', '{ criticalFindings { code } }', fixed),
    ...query('criticalThresholds', '{ criticalThresholds { itemCode } }', fixed),
    ...query('criticalValue', 'query($id: ID!) { criticalValue(id: $id) { id } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('NOT_FOUND', ...readers),
      subject: async () => {
        const { id } = await criticalValues.detected();
        return scenery.about(id, { id });
      },
    }),
    ...query('criticalValues', '{ criticalValues(list: REGISTER, first: 100) { nodes { id } } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('empty', ...readers),
      subject: async () => scenery.about((await criticalValues.detected()).id, {}),
    }),
    ...mutation('raiseCriticalValue', 'RaiseCriticalValueInput', {
      own: outcomes('allowed', ...centre),
      other: outcomes('NOT_FOUND', ...centre),
      subject: async () => {
        const input = await criticalValues.finding();
        return scenery.input(input.patientId, { ...key(), ...input });
      },
    }),
    ...mutation('startCriticalValueDrill', 'StartCriticalValueDrillInput', {
      own: outcomes('allowed', Role.CENTER_HEAD, Role.MEDICAL_AFFAIRS),
      other: outcomes('NOT_FOUND', Role.CENTER_HEAD, Role.MEDICAL_AFFAIRS),
      subject: () =>
        scenery.input(criticalValues.doctorId, {
          ...key(),
          domain: 'ECG',
          findingCode: 'asystole',
          orderingStaffId: criticalValues.doctorId,
        }),
    }),
    ...change('verifyCriticalValue', 'CriticalValueActionInput', centre, of({}, 'detected')),
    ...change(
      'reportCriticalValueFalse',
      'CriticalValueReasonInput',
      centre,
      of({ reasonCode: 'read_again' }, 'detected'),
    ),
    ...change('keepCriticalValue', 'CriticalValueActionInput', reviewers, of({}, 'doubted')),
    ...change('cancelCriticalValue', 'CriticalValueActionInput', reviewers, of({}, 'doubted')),
    ...change('closeCriticalValue', 'CriticalValueActionInput', [...centre, Role.MEDICAL_AFFAIRS], of({}, 'handled')),
    ...answers(
      'acknowledgeCriticalValue',
      'AcknowledgeCriticalValueInput',
      of({ readBack: '心脏停搏>3秒' }, 'notified'),
    ),
    ...answers(
      'recordCriticalValueContact',
      'RecordCriticalValueContactInput',
      of({ relation: 'PATIENT', outcome: 'NO_ANSWER' }, 'acknowledged'),
    ),
    ...mutation('markCriticalValueUnreachable', 'CriticalValueActionInput', {
      own: outcomes('TRANSITION_REFUSED CONTACTS_UNTRIED', ...answering),
      other: outcomes('NOT_FOUND', ...answering),
      subject: of({}, 'acknowledged'),
    }),
    ...answers('handleCriticalValue', 'HandleCriticalValueInput', of({ measures: '抢救' }, 'acknowledged')),
    ...mutation('referCriticalValue', 'ReferCriticalValueInput', {
      own: { [Role.TOWNSHIP_DOCTOR]: 'TRANSITION_REFUSED STATE' },
      other: { [Role.TOWNSHIP_DOCTOR]: 'NOT_FOUND', ...everybody('FORBIDDEN') },
      subject: of({ consciousness: 'ALERT', phone: '13800000001' }, 'notified'),
    }),
  };
}
