import type { JsonRecord } from '#kernel';
import { NOT_CHOSEN, type ExplainedGap, type GapReason } from './solver/answer.js';
import { HardRule, UnavailableReason, type Violation } from './solver/model.js';

/** Words in both languages of the product. */
export interface Words {
  readonly 'zh-CN': string;
  readonly en: string;
}

const both = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

const UNAVAILABLE: Readonly<Record<UnavailableReason, Words>> = {
  [UnavailableReason.LEAVE]: both('休假', 'on leave'),
  [UnavailableReason.DUTY]: both('值班', 'on duty'),
  [UnavailableReason.NIGHT_REST]: both('夜班后休息', 'resting after a night on duty'),
  [UnavailableReason.COMMITMENT]: both('另有门诊、手术或会诊', 'at a clinic, in surgery or at a consultation'),
};

/** Codes, days and counts: what the words of a rule look at. */
type Facts = Readonly<Record<string, string | number | null>>;

/** What stands in somebody's way, rule by rule. */
const OBSTACLES: Readonly<Record<HardRule, (facts: Facts) => Words>> = {
  [HardRule.SPECIALTY]: () => both('专业不符', 'has another specialty'),
  [HardRule.TITLE]: () => both('职称不足', 'has a lower title'),
  [HardRule.PAST]: () => both('该时段已过', 'that time is over'),
  [HardRule.UNAVAILABLE]: ({ reason }) => UNAVAILABLE[reason as UnavailableReason],
  [HardRule.TRAVEL_LIMIT]: ({ minutes, limitMinutes }) =>
    minutes === null
      ? both('未登记路程时间', 'the way is not on record')
      : both(
          `路程 ${minutes} 分钟超过 ${limitMinutes} 分钟`,
          `the way takes ${minutes} minutes, more than ${limitMinutes}`,
        ),
  [HardRule.ONE_PLACE]: () => both('该时段已派往他处', 'goes elsewhere then'),
  [HardRule.MIDDAY_TRAVEL]: () => both('午间来不及转场', 'cannot move between two townships at midday'),
  [HardRule.WEEK_LIMIT]: ({ limit }) => both(`每周将超过 ${limit} 班`, `would exceed ${limit} sessions a week`),
  [HardRule.CONSECUTIVE_DAYS]: ({ limit }) => both(`将连续超过 ${limit} 天`, `would exceed ${limit} days in a row`),
  [HardRule.KEY_STAFF]: ({ maxAway }) =>
    both(`骨干同时外出将超过 ${maxAway} 人`, `more than ${maxAway} of the key staff would be away`),
};

const NOBODY_SUCH: Readonly<Record<string, Words>> = {
  NO_DEMAND: both('该日没有此需求', 'nobody is asked for then'),
  NO_EXPERT: both('未登记为下派专家或已停用', 'is not sent to townships'),
};

/** A hard rule that is broken, in words; the same rule broken by different facts has other words. */
export function ruleWords({ rule, facts }: JsonRecord): Words {
  return NOBODY_SUCH[rule as string] ?? obstacleWords({ rule: rule as HardRule, facts: facts as JsonRecord });
}

/** Every rule that is broken, each said once. */
export function rulesWords(broken: readonly JsonRecord[]): Words {
  const words = broken.map(ruleWords);
  const said = (locale: keyof Words): string[] => [...new Set(words.map((each) => each[locale]))];
  return both(said('zh-CN').join('；'), said('en').join('; '));
}

/** Why one qualified expert does not fill a gap: every obstacle, in words. */
export function reasonWords({ obstacles }: GapReason): Words {
  const words = obstacles.map((obstacle) =>
    obstacle.rule === NOT_CHOSEN
      ? both('可以安排，但其他目标或搜索未选', 'could go; other goals, or the search, decided otherwise')
      : obstacleWords(obstacle),
  );
  return both(words.map((each) => each['zh-CN']).join('，'), words.map(({ en }) => en).join(', '));
}

const obstacleWords = ({ rule, facts }: Violation): Words => OBSTACLES[rule](facts as Facts);

/** A gap in one sentence: how many could fill it, and why each of them does not. */
export function gapWords({ qualified, reasons }: ExplainedGap, nameOf: (expertId: string) => string): Words {
  const each = reasons.map((reason) => ({ name: nameOf(reason.expertId), words: reasonWords(reason) }));
  return both(
    `符合条件 ${qualified} 人${each.map(({ name, words }) => `；${name}：${words['zh-CN']}`).join('')}`,
    `${qualified} qualified${each.map(({ name, words }) => `; ${name}: ${words.en}`).join('')}`,
  );
}
