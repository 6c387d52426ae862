import { isDutyPhone, normalisedPhone } from './duty-phone.js';

describe('a telephone on duty', () => {
  test.each([
    '13800138000',
    '0571-87123456',
    '057187123456',
    '87123456',
    '8712345-201',
    '400-800-1234',
    '120',
    '66123',
  ])('%s can be dialled', (phone) => {
    expect(isDutyPhone(phone)).toBe(true);
  });

  test.each(['', '12', '12345678901', '1380013800', '0571-1712345', 'ext 5', '+8613800138000', '138001380001'])(
    '%j cannot',
    (phone) => {
      expect(isDutyPhone(phone)).toBe(false);
    },
  );

  test('is taken as it is dialled, however it was typed', () => {
    expect(normalisedPhone(' 138 0013 8000 ')).toBe('13800138000');
    expect(normalisedPhone('０５７１－８７１２３４５６')).toBe('0571-87123456');
    expect(normalisedPhone('0571–87123456')).toBe('0571-87123456');
  });
});
