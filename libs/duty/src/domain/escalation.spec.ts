import { DutyFunction } from './duty-function.js';
import { escalationSteps, type ChainFacts, type OnDutyThere } from './escalation.js';

interface Named extends OnDutyThere {
  readonly who: string;
}

const { DUTY_DOCTOR, DUTY_HEAD, MEDICAL_AFFAIRS_DUTY, GENERAL_DUTY } = DutyFunction;
const on = (institutionId: string, departmentId: string | null, duty: DutyFunction, who: string): Named => ({
  institutionId,
  departmentId,
  function: duty,
  who,
});
const county = [
  on('county', 'cardiology', DUTY_DOCTOR, 'doctor'),
  on('county', 'cardiology', DUTY_HEAD, 'head'),
  on('county', 'surgery', DUTY_DOCTOR, 'surgeon'),
  on('county', null, MEDICAL_AFFAIRS_DUTY, 'affairs'),
  on('county', null, GENERAL_DUTY, 'general'),
];

function chain(facts: Partial<ChainFacts<Named>>): string[] {
  const at = {
    institutionId: 'county',
    departmentId: 'cardiology',
    leadHospitalId: 'county',
    onDuty: county,
    required: [],
  };
  return escalationSteps<Named>({ ...at, ...facts }).map(
    (step) => `${step.institutionId} ${step.function} ${step.onDuty?.who ?? 'gap'}`,
  );
}

describe('an escalation', () => {
  test('goes from the department over its head and 医务科 to 总值班', () => {
    expect(chain({})).toEqual([
      'county DUTY_DOCTOR doctor',
      'county DUTY_HEAD head',
      'county MEDICAL_AFFAIRS_DUTY affairs',
      'county GENERAL_DUTY general',
    ]);
  });

  test('tells gaps instead of passing over them, the last one too', () => {
    expect(chain({ onDuty: [] })).toEqual([
      'county DUTY_DOCTOR gap',
      'county DUTY_HEAD gap',
      'county MEDICAL_AFFAIRS_DUTY gap',
      'county GENERAL_DUTY gap',
    ]);
  });

  test('takes the one doctor that a small institution has for all departments', () => {
    const onDuty = [on('north', null, DUTY_DOCTOR, 'township doctor'), ...county];
    expect(chain({ institutionId: 'north', departmentId: 'general', onDuty })[0]).toBe(
      'north DUTY_DOCTOR township doctor',
    );
  });

  test('ends at the lead hospital where the institution has no general duty officer', () => {
    expect(chain({ institutionId: 'north', departmentId: 'general' })).toEqual([
      'north DUTY_DOCTOR gap',
      'north DUTY_HEAD gap',
      'county MEDICAL_AFFAIRS_DUTY affairs',
      'county GENERAL_DUTY general',
    ]);
  });

  test('tells that the institution ought to have somebody before it goes to the lead hospital', () => {
    expect(chain({ institutionId: 'tcm', departmentId: 'internal', required: [GENERAL_DUTY] }).slice(-2)).toEqual([
      'tcm GENERAL_DUTY gap',
      'county GENERAL_DUTY general',
    ]);
  });

  test('ends with the institution’s own officer where there is one', () => {
    const onDuty = [on('tcm', null, GENERAL_DUTY, 'own'), ...county];
    expect(chain({ institutionId: 'tcm', departmentId: 'internal', onDuty }).slice(-1)).toEqual([
      'tcm GENERAL_DUTY own',
    ]);
  });

  test('has its own last step where nobody leads the alliance yet', () => {
    expect(chain({ institutionId: 'north', leadHospitalId: null }).at(-1)).toBe('north GENERAL_DUTY gap');
  });
});
