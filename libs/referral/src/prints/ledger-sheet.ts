import { ageOf, diagnosesText, listingSheet, sexOf, type ListingColumn, type StreamedSheet } from '#platform';
import type { Direction, Priority, ReferralKind, ReferralState } from '../domain/referral-state.js';
import type { LedgerRow } from '../queries/referral-ledger.query.js';

const DIRECTIONS: Readonly<Record<Direction, string>> = { UP: '上转', LATERAL: '平级', DOWN: '下转' };
const KINDS: Readonly<Record<ReferralKind, string>> = { ROUTINE: '普通', EMERGENCY: '急诊', GREEN_CHANNEL: '绿色通道' };
const SOURCES: Readonly<Record<string, string>> = { OUTPATIENT: '门诊', INPATIENT: '住院', EMERGENCY: '急诊' };
const PRIORITIES: Readonly<Record<Priority, string>> = { I: 'Ⅰ级', II: 'Ⅱ级', III: 'Ⅲ级', IV: 'Ⅳ级' };
const STATES: Readonly<Record<ReferralState, string>> = {
  DRAFT: '草稿',
  PENDING_INTERNAL_REVIEW: '待内审',
  PENDING_ACCEPTANCE: '待受理',
  AWAITING_INFORMATION: '待补充',
  RETURNED_FOR_EDIT: '退回修改',
  ACCEPTED: '待安排',
  ARRANGED: '已安排',
  ARRIVED: '已到院',
  NO_SHOW: '爽约',
  COMPLETED: '已完成',
  RETURNED_WITH_ADVICE: '退回并建议',
  REJECTED: '已拒绝',
  REDIRECTED: '已转介',
  CANCELLED: '已撤销',
  CLOSED: '协商关闭',
  EXPIRED: '超时关闭',
  PENDING_RECEIPT: '待接收',
  PENDING_ALLOCATION: '待分配',
  PENDING_REASSIGNMENT: '待改派',
  IN_TRANSIT: '转回中',
  NOT_ARRIVED: '未到达',
  FOLLOW_UP: '随访中',
  REFUSED: '机构退回',
};

const COLUMNS: readonly ListingColumn<LedgerRow>[] = [
  ['序号', 8, (_row, number) => number],
  ['转诊单号', 20, ({ referralNo }) => referralNo],
  ['日期', 17, ({ submittedAt }) => submittedAt],
  ['方向', 8, ({ direction }) => DIRECTIONS[direction]],
  ['类别', 10, ({ kind }) => KINDS[kind]],
  ['患者来源', 10, ({ source }) => SOURCES[source]!],
  ['优先级', 8, ({ priority }) => PRIORITIES[priority]],
  ['患者', 12, ({ patientName }) => patientName],
  ['性别', 6, ({ sex }) => sexOf(sex)],
  ['年龄', 8, ({ birthDate, submittedAt }) => ageOf(birthDate, submittedAt)],
  ['转出机构', 24, ({ fromInstitution }) => fromInstitution],
  ['转出科室', 16, ({ fromDepartment }) => fromDepartment],
  ['转出医生', 12, ({ author }) => author],
  ['转入机构', 24, ({ toInstitution }) => toInstitution],
  ['转入科室', 16, ({ toDepartment }) => toDepartment],
  ['转入医生', 12, ({ receivingDoctor }) => receivingDoctor],
  ['初步诊断', 36, ({ diagnoses }) => diagnosesText(diagnoses)],
  ['转诊目的（下转原因）', 20, ({ purpose }) => purpose],
  ['状态', 10, ({ state }) => STATES[state]],
  ['受理时间', 17, ({ acceptedAt }) => acceptedAt],
  ['安排时间', 17, ({ arrangedAt }) => arrangedAt],
  ['到院时间', 17, ({ arrivedAt }) => arrivedAt],
  ['结果', 36, ({ outcomeDiagnoses }) => diagnosesText(outcomeDiagnoses)],
];

/** The register as a sheet, numbered as its lines come. */
export function ledgerSheet(batches: AsyncIterable<readonly LedgerRow[]>): StreamedSheet {
  return listingSheet('转诊台账', COLUMNS, batches);
}
