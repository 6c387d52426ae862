import { grassrootsService } from './grassroots-service.js';

describe('service at the grassroots', () => {
  const period = { fromDay: '2026-01-01', toDay: '2026-12-31' };
  const stay = (fromDay: string, toDay: string, breaks: { fromDay: string; toDay: string }[] = []) => ({
    fromDay,
    toDay,
    breaks,
  });

  test('counts each day once, however many stays and sessions it has', () => {
    const stays = [stay('2026-03-01', '2026-03-10'), stay('2026-03-08', '2026-03-12')];
    const service = grassrootsService(period, stays, ['2026-03-10', '2026-03-20', '2026-03-20']);
    expect(service).toEqual({ stays: [10, 2], sessionDays: 1, total: 13 });
  });

  test('leaves out breaks, but not a session that was held in one', () => {
    const away = [stay('2026-03-01', '2026-03-10', [{ fromDay: '2026-03-02', toDay: '2026-03-04' }])];
    expect(grassrootsService(period, away, ['2026-03-03'])).toEqual({ stays: [7], sessionDays: 1, total: 8 });
  });

  test('looks at the period alone', () => {
    const around = [stay('2025-12-01', '2026-01-02'), stay('2026-12-31', '2027-05-01')];
    expect(grassrootsService(period, around, []).stays).toEqual([2, 1]);
  });
});
