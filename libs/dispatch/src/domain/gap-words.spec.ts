import { NOT_CHOSEN } from './solver/answer.js';
import { gapWords, reasonWords, ruleWords, rulesWords } from './gap-words.js';
import { HardRule, type Violation } from './solver/model.js';

describe('a gap in words', () => {
  const reason = (expertId: string, ...obstacles: Violation[]) => ({ expertId, obstacles });

  test('names everybody who could fill it, and every rule in the way', () => {
    const gap = {
      demandId: 'd',
      assigned: 0,
      shortOfMin: 1,
      shortOfIdeal: 0,
      qualified: 3,
      reasons: [
        reason('a', { rule: HardRule.UNAVAILABLE, facts: { reason: 'LEAVE', reference: null } }),
        reason(
          'b',
          { rule: HardRule.UNAVAILABLE, facts: { reason: 'DUTY', reference: null } },
          { rule: HardRule.WEEK_LIMIT, facts: { limit: 3 } },
        ),
        reason('c', { rule: HardRule.CONSECUTIVE_DAYS, facts: { days: 4, limit: 3 } }),
      ],
    };
    expect(gapWords(gap, (id) => id.toUpperCase())).toEqual({
      'zh-CN': '符合条件 3 人；A：休假；B：值班，每周将超过 3 班；C：将连续超过 3 天',
      en: '3 qualified; A: on leave; B: on duty, would exceed 3 sessions a week; C: would exceed 3 days in a row',
    });
  });

  test.each(Object.values(HardRule))('has words for the rule %s', (rule) => {
    const facts = { reason: 'LEAVE', minutes: 130, limitMinutes: 120, limit: 2, maxAway: 1 };
    const { en, ...zh } = reasonWords(reason('a', { rule, facts }));
    expect(`${en} ${zh['zh-CN']}`).not.toMatch(/undefined|null/);
    expect(zh['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  test('says so where no rule is in the way, or the way is not known', () => {
    expect(reasonWords({ expertId: 'a', obstacles: [{ rule: NOT_CHOSEN, facts: {} }] }).en).toMatch(/could go/);
    const unknown = { rule: HardRule.TRAVEL_LIMIT, facts: { minutes: null, limitMinutes: 120 } };
    expect(reasonWords(reason('a', unknown)).en).toBe('the way is not on record');
  });
});

describe('rules that are broken, in words', () => {
  test('are each said once, with what they are about', () => {
    const week = { rule: HardRule.WEEK_LIMIT, facts: { limit: 3 } };
    expect(rulesWords([week, week, { rule: 'NO_EXPERT', facts: {} }])).toEqual({
      'zh-CN': '每周将超过 3 班；未登记为下派专家或已停用',
      en: 'would exceed 3 sessions a week; is not sent to townships',
    });
    expect(ruleWords({ rule: 'NO_DEMAND', facts: {} })['zh-CN']).toBe('该日没有此需求');
  });
});
