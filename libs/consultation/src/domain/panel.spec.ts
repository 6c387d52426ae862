import { heirOf } from './panel.js';

describe('who leads a panel whose chair has left', () => {
  const one = (expertStaffId: string, state: 'INVITED' | 'ACCEPTED', practiceStartedOn: string | null) => ({
    expertStaffId,
    state,
    practiceStartedOn,
  });

  it('is whoever of those who have accepted has practised longest', () => {
    const others = [
      one('young', 'ACCEPTED', '2015-07-01'),
      one('old', 'ACCEPTED', '2003-07-01'),
      one('asked', 'INVITED', '1990-07-01'),
    ];
    expect(heirOf(others)).toBe('old');
    expect(heirOf(others.toReversed())).toBe('old');
    expect(heirOf([one('first', 'ACCEPTED', '2010-07-01'), one('second', 'ACCEPTED', '2010-07-01')])).toBe('first');
  });

  it('is one of those who are asked where nobody has accepted, and nobody where nobody is left', () => {
    expect(heirOf([one('unknown', 'INVITED', null), one('asked', 'INVITED', '2010-07-01')])).toBe('asked');
    expect(heirOf([one('unknown', 'INVITED', null)])).toBe('unknown');
    expect(heirOf([])).toBeNull();
  });
});
