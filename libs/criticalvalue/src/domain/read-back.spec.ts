import { readBackMatches } from './read-back.js';

const potassium = { findingText: '血钾', measured: { value: '2.3', unit: 'mmol/L' } };
const embolism = { findingText: '急性肺栓塞', measured: null };

describe('the read-back of a value', () => {
  it.each(['2.3', '2.30', ' 2.3 mmol/L', '２.３ＭＭＯＬ／Ｌ', '+2.3mmol/l'])(
    'matches as the number that was told: %s',
    (text) => {
      expect(readBackMatches(potassium, text)).toBe(true);
    },
  );

  it.each(['3.2', '2.31', '23', '-2.3', '2.3 mg/dL', '<2.3', '血钾', '', '2.3.1', '2,3'])(
    'does not match with another number, unit or bound: "%s"',
    (text) => {
      expect(readBackMatches(potassium, text)).toBe(false);
    },
  );

  it('keeps the bound of a value that is told as one', () => {
    const low = { findingText: '血小板', measured: { value: '<5', unit: '10^9/L' } };
    expect(readBackMatches(low, '<5')).toBe(true);
    expect(readBackMatches(low, '5')).toBe(false);
  });

  it('takes either sign of micro', () => {
    const told = { findingText: '肌酐', measured: { value: '900', unit: 'μmol/L' } };
    expect(readBackMatches(told, '900 µmol/L')).toBe(true);
  });

  it('of something that is no number repeats it', () => {
    const culture = { findingText: '血培养', measured: { value: '阳性', unit: '' } };
    expect(readBackMatches(culture, '阳性')).toBe(true);
    expect(readBackMatches(culture, '阴性')).toBe(false);
  });
});

describe('the read-back of a finding', () => {
  it('matches whatever the blanks and punctuation', () => {
    expect(readBackMatches(embolism, ' 急性 肺栓塞。')).toBe(true);
    expect(
      readBackMatches({ findingText: '急性主动脉夹层/主动脉瘤破裂', measured: null }, '急性主动脉夹层，主动脉瘤破裂'),
    ).toBe(true);
  });

  it.each(['肺栓塞', '急性脑梗死', '', '。', '收到'])(
    'does not match in part, or as a mere "received": "%s"',
    (text) => {
      expect(readBackMatches(embolism, text)).toBe(false);
    },
  );
});
