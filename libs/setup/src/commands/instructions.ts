import { EXAMPLE, type Columns, type Table } from '#kernel';
import { sheetOf, type StreamedSheet } from '#platform';

const NAME = '填写说明';
const GENERAL = [
  '各表第一行为标题，请勿改动；带 * 的列必填。',
  `以“${EXAMPLE}”开头的行是示例，导入时跳过。`,
  '代码、工号、电话等列已设为文本，以保留前面的 0；请勿合并单元格，请勿使用公式。',
  '重复导入不会产生重复数据：已有的行按代码更新，未出现的行只提示、不删除。',
];

/** The first sheet: how the others are filled in, column by column. */
export function instructions(tables: readonly Table<Columns>[]): StreamedSheet {
  const lines = tables.flatMap(({ name, columns }) =>
    Object.values(columns).map(({ heading, required, hint, example, kind }) => [
      name,
      heading,
      required ? '是' : '否',
      hint,
      (kind.choices ?? []).join('、'),
      String(example),
    ]),
  );
  const headings = ['工作表', '列', '必填', '说明', '可选值', '示例'];
  return sheetOf(NAME, headings, [...GENERAL.map((line) => ['', '', '', line, '', '']), ...lines]);
}
