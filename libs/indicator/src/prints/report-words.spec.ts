import { partWords, shortened } from './report-words.js';

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
  expect(partWords({ part, labelZh: reason ?? null, labelEn: null }, 'zh-CN')).toBe(words);
});

test('a reason is called what it is called in the language of whoever reads it', () => {
  const part = { part: 'REASON.haemolysed', labelZh: '溶血', labelEn: 'Haemolysed' };
  expect(partWords(part, 'zh-CN')).toBe('原因·溶血');
  expect(partWords(part, 'en')).toBe('原因·Haemolysed');
});

test.each([
  ['岚溪县第二人民医院', 9, '岚溪县第二人民医院'],
  ['岚溪县第二人民医院', 8, '岚溪县第二人民…'],
  ['Referrals up and down', 6, 'Referrals u…'],
  ['CT报告及时率', 5, 'CT报告及…'],
])('%s within %i characters is %s', (words, room, expected) => {
  expect(shortened(words, room)).toBe(expected);
});
