import { table, type PrintContent } from '#platform';
import type { Interpretation, Isolate, SusceptibilityMethod } from '../domain/isolate.js';

const METHODS: Readonly<Record<SusceptibilityMethod, string>> = {
  MIC: 'MIC（μg/mL）',
  DISK: '纸片法（mm）',
  ETEST: 'E-test（μg/mL）',
};
const MEANINGS: Readonly<Record<Interpretation, string>> = {
  S: '敏感',
  SDD: '剂量依赖性敏感',
  I: '中介',
  R: '耐药',
  NS: '非敏感',
};

/** Each germ with its antibiogram. */
export function antibiogramOf(isolates: readonly Isolate[]): PrintContent[] {
  return isolates.map(({ organism, quantity, susceptibilities }, index) =>
    table(
      `药敏试验　分离菌${index + 1}：${organism}${quantity ? `　${quantity}` : ''}`,
      [
        ['抗菌药物', 4],
        ['方法', 2.4],
        ['结果', 2],
        ['解释', 2.6],
      ],
      susceptibilities.length > 0
        ? susceptibilities.map(({ agent, method, value, interpretation }) => [
            agent,
            METHODS[method],
            value,
            `${interpretation}（${MEANINGS[interpretation]}）`,
          ])
        : [['未做药敏试验', null, null, null]],
    ),
  );
}
