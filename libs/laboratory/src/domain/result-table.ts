import { day, optional, required, text, timeOfDay, type RowOf } from '#kernel';
import { labelledAs } from './barcode.js';

const LONGEST_CODE = 40;
const LONGEST_VALUE = 50;
const LONGEST_UNIT = 30;

/** The workbook that brings results of instruments which no system is connected to. */
export const RESULT_TABLE = {
  name: '检验结果',
  columns: {
    barcode: required('条码', text(LONGEST_CODE), { hint: '标本条码', example: 'S260304000001' }),
    itemCode: required('项目代码', text(LONGEST_CODE), { hint: '与检验项目代码一致', example: 'K' }),
    value: required('结果', text(LONGEST_VALUE), { hint: '按报告书写，如 4.1、<0.5、阴性', example: '4.1' }),
    unit: required('单位', text(LONGEST_UNIT), { hint: '与检验项目的单位一致，不换算', example: 'mmol/L' }),
    measuredOn: optional('检测日期', day(), { hint: '与检测时间同时填写；不填为导入时', example: '2026-03-04' }),
    measuredAt: optional('检测时间', timeOfDay(), { hint: '与检测日期同时填写', example: '09:30' }),
  },
  key: ({ barcode, itemCode }: { readonly barcode: string; readonly itemCode: string }): string =>
    `${labelledAs(barcode)}/${itemCode}`,
};
export type ResultLine = RowOf<(typeof RESULT_TABLE)['columns']>;
