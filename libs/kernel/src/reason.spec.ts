import { checkReason, effectiveReasons } from './reason.js';

const year = (n: number) => new Date(Date.UTC(n, 0));
const reason = (code: string, changes: object = {}) => ({
  code,
  label: code,
  commentIsMandatory: false,
  effectiveFrom: year(2024),
  effectiveTo: null,
  ...changes,
});
const rejections = [
  reason('out_of_scope'),
  reason('resource_limited', { effectiveTo: year(2026) }),
  reason('resource_limited', { effectiveFrom: year(2026), commentIsMandatory: true }),
  reason('other', { commentIsMandatory: true }),
];

describe('a coded reason', () => {
  it('is accepted without a comment when its code says enough', () => {
    expect(checkReason(rejections, 'out_of_scope', undefined, year(2025))).toBe(true);
  });

  it.each([undefined, null, '', ' \n ', '\u200b\u2060'])(
    'is refused with the comment %j when its code demands words',
    (comment) => {
      expect(checkReason(rejections, 'other', comment, year(2025))).toEqual({
        rule: 'REASON_COMMENT_MISSING',
        facts: { code: 'other' },
      });
      expect(checkReason(rejections, 'other', '床位紧张', year(2025))).toBe(true);
    },
  );

  it('is refused when the list does not have it', () => {
    expect(checkReason(rejections, 'bed_full', 'no bed', year(2025))).toMatchObject({ rule: 'REASON_UNKNOWN' });
  });

  it('counts from its first instant and up to, without, its last', () => {
    expect(checkReason(rejections, 'out_of_scope', undefined, new Date(+year(2024) - 1))).toMatchObject({
      rule: 'REASON_UNKNOWN',
    });
    expect(checkReason(rejections, 'out_of_scope', undefined, year(2024))).toBe(true);
  });

  it('follows the version of its entry that is in force', () => {
    expect(checkReason(rejections, 'resource_limited', undefined, new Date(+year(2026) - 1))).toBe(true);
    expect(checkReason(rejections, 'resource_limited', undefined, year(2026))).toMatchObject({
      rule: 'REASON_COMMENT_MISSING',
    });
  });

  it('is offered only while it is in force', () => {
    expect(effectiveReasons(rejections, year(2023))).toEqual([]);
    expect(effectiveReasons(rejections, year(2026)).map(({ code }) => code)).toEqual([
      'out_of_scope',
      'resource_limited',
      'other',
    ]);
  });
});
