import { messageFor, registerConstraints, registerMessages } from './message-book.js';

registerMessages({ PROBE: { 'zh-CN': '{from} 起：{words}', en: 'from {from}: {words}' } });

describe('a message', () => {
  const words = { 'zh-CN': '休假', en: 'on leave' };
  const told = (locale: 'zh-CN' | 'en', from: string) => messageFor(locale, { code: 'PROBE', facts: { from, words } });

  it('tells instants as clocks in China show them, and facts that bring words in the language of whoever reads', () => {
    expect(told('zh-CN', '2026-03-16T23:30:00.000Z')).toBe('2026-03-17 07:30 起：休假');
    expect(told('en', '2026-03-16T23:30:00Z')).toBe('from 2026-03-17 07:30 (China time): on leave');
  });

  it('of a field fills in what its constraint says besides', () => {
    registerConstraints({ PROBED: { 'zh-CN': '至少 {least} 个', en: 'needs {least}' } });
    const facts = { fields: [{ path: 'name', constraint: 'PROBED', least: 2 }] };
    expect(messageFor('en', { code: 'INVALID_INPUT', facts })).toMatch(/name needs 2/);
    expect(messageFor('zh-CN', { code: 'INVALID_INPUT', facts })).toMatch(/至少 2 个/);
  });

  it('leaves days and other texts as they are', () => {
    expect(told('en', '2026-03-17')).toBe('from 2026-03-17: on leave');
  });
});
