import { listingSheet, type ListingColumn, type StreamedSheet } from '#platform';
import type { CriticalValueDomain, CriticalValueState } from '../domain/critical-value.js';
import type { RegisterRow } from '../queries/register.query.js';

const DOMAINS: Readonly<Record<CriticalValueDomain, string>> = {
  IMAGING: '影像',
  ECG: '心电',
  LABORATORY: '检验',
  PATHOLOGY: '病理',
};
const STATES: Readonly<Record<CriticalValueState, string>> = {
  DETECTED: '待核对',
  NOTIFIED: '待确认',
  ACKNOWLEDGED: '已确认',
  UNREACHABLE: '患者失联',
  HANDLED: '已处置',
  CLOSED: '已关闭',
  CANCELLED: '已撤销',
};

const COLUMNS: readonly ListingColumn<RegisterRow>[] = [
  ['危急值编号', 20, ({ criticalNo }) => criticalNo],
  ['来源', 8, ({ domain }) => DOMAINS[domain]],
  ['患者', 12, ({ patientName }) => patientName],
  ['危急值内容', 36, ({ finding }) => finding],
  ['开单机构', 24, ({ orderingInstitution }) => orderingInstitution],
  ['开单医生', 12, ({ orderingDoctor }) => orderingDoctor],
  ['诊断中心', 24, ({ centre }) => centre],
  ['发现时间', 17, ({ detectedAt }) => detectedAt],
  ['发现人', 12, ({ detectedBy }) => detectedBy],
  ['通知时间', 17, ({ notifiedAt }) => notifiedAt],
  ['待复核', 8, ({ unverified }) => (unverified ? '是' : '否')],
  ['确认时间', 17, ({ acknowledgedAt }) => acknowledgedAt],
  ['确认人', 12, ({ acknowledgedBy }) => acknowledgedBy],
  ['处置时间', 17, ({ handledAt }) => handledAt],
  ['处置措施', 36, ({ measures }) => measures],
  ['状态', 10, ({ state }) => STATES[state]],
];

/** The register (危急值登记本) as a sheet. */
export function registerSheet(batches: AsyncIterable<readonly RegisterRow[]>): StreamedSheet {
  return listingSheet('危急值登记本', COLUMNS, batches);
}
