import { isolateProblem, type Isolate } from './isolate.js';

const isolate = (organism: string, ...agents: string[]): Isolate => ({
  organismCode: null,
  organism,
  quantity: null,
  susceptibilities: agents.map((agent) => ({ agent, method: 'MIC', value: '≤0.25', interpretation: 'S' })),
});

describe('germs of a report', () => {
  it.each([
    [[], 'LAB_GENERAL', null],
    [[isolate('大肠埃希菌', '头孢曲松')], 'LAB_MICRO', null],
    [[isolate('大肠埃希菌'), isolate('肺炎克雷伯菌')], 'LAB_MICRO_FINAL', null],
    [[isolate('大肠埃希菌')], 'LAB_GENERAL', 'NOT_MICROBIOLOGY'],
    [[isolate('大肠埃希菌'), isolate('大肠埃希菌')], 'LAB_MICRO', 'ORGANISM_TWICE'],
    [[isolate('大肠埃希菌', '头孢曲松', '头孢曲松')], 'LAB_MICRO', 'AGENT_TWICE'],
  ] as const)('%j in %s: %s', (isolates, group, problem) => {
    expect(isolateProblem(isolates, group)).toBe(problem);
  });

  it('may be tested against one drug in two ways', () => {
    const [first] = isolate('大肠埃希菌', '头孢曲松').susceptibilities;
    const both = { ...isolate('大肠埃希菌'), susceptibilities: [first!, { ...first!, method: 'DISK' as const }] };
    expect(isolateProblem([both], 'LAB_MICRO')).toBeNull();
  });
});
