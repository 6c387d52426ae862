import type { JsonValue } from '#kernel';
import { messageFor, registerConstraints } from './message-book.js';

describe('a message', () => {
  const told = (locale: 'zh-CN' | 'en', path: JsonValue) =>
    messageFor(locale, { code: 'BAD_USER_INPUT', facts: { path } });

  it('tells instants as clocks in China show them, and facts that bring words in the language of whoever reads', () => {
    expect(told('zh-CN', '2026-03-16T23:30:00.000Z')).toBe('变量不符合接口定义：2026-03-17 07:30');
    expect(told('en', '2026-03-16T23:30:00Z')).toMatch(/: 2026-03-17 07:30 \(China time\)$/);
    const words = { 'zh-CN': '休假', en: 'on leave' };
    expect(told('zh-CN', words)).toBe('变量不符合接口定义：休假');
    expect(told('en', words)).toMatch(/: on leave$/);
  });

  it('of a field fills in what its constraint says besides', () => {
    registerConstraints({ PROBED: { 'zh-CN': '至少 {least} 个', en: 'needs {least}' } });
    const facts = { fields: [{ path: 'name', constraint: 'PROBED', least: 2 }] };
    expect(messageFor('en', { code: 'INVALID_INPUT', facts })).toMatch(/name needs 2/);
    expect(messageFor('zh-CN', { code: 'INVALID_INPUT', facts })).toMatch(/至少 2 个/);
  });

  it('leaves days and other texts as they are', () => {
    expect(told('zh-CN', '2026-03-17')).toBe('变量不符合接口定义：2026-03-17');
  });
});
