import { evaluate, walkTransitions } from '#kernel';
import { BoxState, boxTransitions } from './box.transitions.js';
import { groupFor, type ItemToCollect } from './specimen.js';
import { ReportState, reportTransitions } from './report.transitions.js';
import { SpecimenState, specimenLifecycle, specimenTransitions, type SpecimenFacts } from './specimen.transitions.js';

describe('the tables of specimens and boxes', () => {
  it('reach every state, and nothing leaves an end', () => {
    const specimen = walkTransitions(specimenTransitions, {
      states: Object.values(SpecimenState),
      initial: ['COLLECTED'],
      terminal: ['REJECTED'],
    });
    const box = walkTransitions(boxTransitions, {
      states: Object.values(BoxState),
      initial: ['PACKED'],
      terminal: ['ARRIVED'],
    });
    expect([...specimen.problems, ...box.problems]).toEqual([]);
  });

  const facts: SpecimenFacts = {
    fromInstitutionId: 'township',
    toInstitutionId: 'county',
    institutionId: 'county',
    boxId: null,
    isReported: false,
  };

  it.each([
    ['IN_TRANSIT', 'receive', {}, null],
    ['COLLECTED', 'receive', {}, 'NOT_DISPATCHED'],
    ['COLLECTED', 'receive', { fromInstitutionId: 'county' }, null],
    ['IN_TRANSIT', 'receive', { institutionId: 'township' }, 'WHO'],
    ['RECEIVED', 'receive', {}, 'STATE'],
    ['RECEIVED', 'reject', { isReported: true }, 'REPORTED_ALREADY'],
    ['RECEIVED', 'reject', { reasonProblem: 'REASON_UNKNOWN' }, 'REASON_UNKNOWN'],
    ['RECEIVED', 'reject', {}, null],
    ['COLLECTED', 'pack', { institutionId: 'township', boxId: 'box' }, 'PACKED_ALREADY'],
    ['COLLECTED', 'pack', { institutionId: 'county', fromInstitutionId: 'county' }, 'COLLECTED_HERE'],
  ] as const)('a specimen that is %s: %s with %j fails by %s', (state, action, given, rule) => {
    const decision = evaluate(specimenLifecycle, state, action, { ...facts, ...given });
    expect(decision.allowed ? null : decision.rule).toBe(rule);
  });
});

describe('a specimen', () => {
  const item = (category: string, ...groups: string[]): ItemToCollect => ({ id: 'i', category, groups });

  it.each([
    ['BLOOD', [item('LABORATORY', 'LAB_GENERAL', 'LAB_GENERAL')], { groupCode: 'LAB_GENERAL' }],
    ['SERUM', [item('LABORATORY', 'LAB_CHEMISTRY'), item('LABORATORY', 'LAB_GENERAL')], { rule: 'MIXED_GROUPS' }],
    ['SERUM', [item('LABORATORY')], { rule: 'NOT_MEASURED' }],
    ['SERUM', [item('PATHOLOGY')], { rule: 'WRONG_TYPE' }],
    ['TISSUE_FROZEN', [item('PATHOLOGY')], { groupCode: 'PATH_FROZEN' }],
    ['CYTOLOGY', [item('PATHOLOGY')], { groupCode: 'PATH_SMALL' }],
    ['TISSUE_LARGE', [item('LABORATORY', 'LAB_GENERAL')], { rule: 'WRONG_TYPE' }],
  ] as const)('of %s for %j belongs to %j', (type, items, expected) => {
    expect(groupFor(type, items)).toEqual(expected);
  });
});

describe('the table of reports', () => {
  it('reaches every state from a draft, and nothing leaves an end', () => {
    const { problems } = walkTransitions(reportTransitions, {
      states: Object.values(ReportState),
      initial: ['DRAFT'],
      terminal: ['SUPERSEDED', 'RETRACTED', 'WITHDRAWN'],
    });
    expect(problems).toEqual([]);
  });
});
