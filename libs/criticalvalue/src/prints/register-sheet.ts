import { listingSheet, type ListingColumn, type StreamedSheet } from '#platform';
import type { RegisterRow } from '../queries/register.query.js';
import { DOMAIN_WORDS, STATE_WORDS, correctionLines, fullMomentText } from './register-words.js';

const COLUMNS: readonly ListingColumn<RegisterRow>[] = [
  ['危急值编号', 20, ({ criticalNo }) => criticalNo],
  ['来源', 8, ({ domain }) => DOMAIN_WORDS[domain]],
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
  ['更正', 48, ({ corrections }) => correctionLines(corrections, fullMomentText).join('\n')],
  ['状态', 10, ({ state }) => STATE_WORDS[state]],
];

/** The register (危急值登记本) as a sheet. */
export function registerSheet(batches: AsyncIterable<readonly RegisterRow[]>): StreamedSheet {
  return listingSheet('危急值登记本', COLUMNS, batches);
}
