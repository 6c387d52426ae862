import { Medium } from './medium.js';
import { PLACEHOLDERS, unfitParameters } from './placeholders.js';
import { problemsOf, render, type TemplateText } from './template.js';

const text = (changes: Partial<TemplateText> = {}): TemplateText => ({
  medium: Medium.INBOX,
  locale: 'zh-CN',
  title: '转诊',
  body: '{referralNo}',
  ...changes,
});
const pair = (changes: Partial<TemplateText>): TemplateText[] => [text(changes), text({ ...changes, locale: 'en' })];
const constraints = (texts: readonly TemplateText[]): string[] => [
  ...new Set(problemsOf(texts).map(({ constraint }) => constraint)),
];

describe('rendering', () => {
  it('puts words in place of placeholders', () => {
    expect(render(text(), new Map([['referralNo', 'ZZ1']]))).toEqual({ title: '转诊', body: 'ZZ1' });
  });

  it('refuses to leave a placeholder empty', () => {
    expect(() => render(text(), new Map())).toThrow(RangeError);
  });

  it('does not take what it puts in for a placeholder', () => {
    const words = new Map([['referralNo', '{department}']]);
    expect(render(text(), words).body).toBe('{department}');
  });
});

describe('a version of a template', () => {
  it('holds the inbox in both languages, and each other medium in both', () => {
    expect(constraints(pair({}))).toEqual([]);
    expect(constraints([text()])).toEqual(['LANGUAGE_MISSING']);
    expect(constraints([...pair({}), text({ medium: Medium.SMS })])).toEqual(['LANGUAGE_MISSING']);
    expect(constraints([...pair({}), text()])).toEqual(['TEXT_TWICE']);
  });

  it.each(['{patientName}', '{diagnosis}', '{phone}', '{ referralNo }', '{referralNo', 'referralNo}'])(
    'never holds %s',
    (body) => {
      expect(constraints(pair({ body }))).toContain('PLACEHOLDER_UNKNOWN');
    },
  );

  it.each([Medium.ROBOT, Medium.SMS, Medium.EMAIL])(
    'lets nothing that tells a person or an illness go out by %s',
    (medium) => {
      const outside = (body: string): string[] => constraints([...pair({}), ...pair({ medium, body })]);
      expect(outside('{reason}')).toEqual(['PLACEHOLDER_INSIDE_ONLY']);
      expect(outside('请联系 138 1234 5678')).toEqual(['TELLS_NUMBER']);
      expect(outside('诊断：{referralNo}')).toEqual(['TELLS_PERSON']);
      expect(outside('Patient name: {referralNo}')).toEqual(['TELLS_PERSON']);
      expect(outside('{department} {time}')).toEqual([]);
    },
  );

  it('has no placeholder for who somebody is or what they have, wherever it goes', () => {
    expect(
      Object.keys(PLACEHOLDERS).filter((name) => /name|patient|phone|diagnos|idNumber|address/i.test(name)),
    ).toEqual([]);
  });
});

describe('what stands for placeholders', () => {
  it.each([
    ['referralNo', 'ZZ20260304000001', true],
    ['linkCode', 'K7Q2', true],
    ['time', '2026-03-04T01:00:00.000Z', true],
    ['reason', 'referral.reject/out_of_scope', true],
    ['referralNo', '13812345678', false],
    ['referralNo', '990000198001011234', false],
    ['referralNo', '99000019800101123X', false],
    ['referralNo', '张三', false],
    ['department', '心内科', false],
    ['duty', '张三', false],
    ['patientName', 'A', false],
  ])('%s may be %s: %s', (name, value, fits) => {
    expect(unfitParameters({ [name]: value })).toEqual(fits ? [] : [name]);
  });
});
