import { partWords } from './report-words.js';

test.each([
  ['ALL', undefined, ''],
  ['DOWN', undefined, '下转'],
  ['DOWN_P90', undefined, '下转·P90'],
  ['P50', undefined, '中位数'],
  ['STAGE.referral.claim', undefined, '环节·认领'],
  ['NO_SHOW.closeByAgreement', undefined, '爽约·协商关闭'],
  ['UP.out_of_scope', '不属本科诊治范围', '上转·不属本科诊治范围'],
  ['REASON.98', null, '原因·98'],
])('the part %s is told as people say it', (part, reason, words) => {
  expect(partWords(part, reason)).toBe(words);
});
