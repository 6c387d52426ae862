import type { Rows } from '../bulk-insert.js';
import type { County } from './index.js';

/** Kind, code and name; the first ones are everywhere, the last ones in the larger townships alone. */
const capabilities: readonly (readonly [string, string, string])[] = [
  ['DRUG', 'ASPIRIN', '阿司匹林肠溶片'],
  ['DRUG', 'ATORVASTATIN', '阿托伐他汀钙片'],
  ['DRUG', 'AMLODIPINE', '苯磺酸氨氯地平片'],
  ['DRUG', 'METFORMIN', '盐酸二甲双胍片'],
  ['EQUIPMENT', 'ECG', '十二导联心电图机'],
  ['DRUG', 'INSULIN-GLARGINE', '甘精胰岛素'],
  ['DRUG', 'TICAGRELOR', '替格瑞洛片'],
  ['EQUIPMENT', 'OXYGEN', '制氧机'],
  ['REHABILITATION', 'PHYSIOTHERAPY', '物理治疗'],
  ['DRUG', 'CLOPIDOGREL', '硫酸氢氯吡格雷片'],
  ['EQUIPMENT', 'NIV', '无创呼吸机'],
  ['REHABILITATION', 'STROKE', '卒中康复'],
  ['REHABILITATION', 'SPEECH', '言语训练'],
];
const EVERYWHERE = 5;

/** What township centres have for patients who come back: the further down their list, the less. */
export function capabilityRows({ institutions }: County): Rows {
  const townships = institutions.filter(({ kind }) => kind === 'TOWNSHIP_CENTER');
  return townships.flatMap((township, index) =>
    capabilities
      .slice(0, Math.max(EVERYWHERE, capabilities.length - index))
      .map(([kind, code, name]) => ({ institution_id: township.id, kind, code, name })),
  );
}

/** Departments of the lead hospital that are the centres of the green channels. */
const CENTRES: Readonly<Record<string, string>> = {
  CHEST_PAIN: 'XNK',
  STROKE: 'SJNK',
  TRAUMA: 'JZK',
  CRITICAL_MATERNAL: 'FCK',
  CRITICAL_CHILD: 'EK',
};

export function greenChannelCentreRows({ departments, since }: County): Rows {
  return Object.entries(CENTRES).flatMap(([channel, code]) =>
    departments
      .filter((department) => department.code === code && department.institution.kind === 'LEAD_HOSPITAL')
      .map((department) => ({
        channel,
        effective_from: since,
        institution_id: department.institution.id,
        department_id: department.id,
      })),
  );
}

/** Agreements that let every township centre ask experts of the hospitals for advice. */
export function cooperationAgreementRows({ institutions, since }: County): Rows {
  const townships = institutions.filter(({ kind }) => kind === 'TOWNSHIP_CENTER');
  const hospitals = institutions.filter(({ kind }) => kind.endsWith('_HOSPITAL'));
  return townships.flatMap((township, index) =>
    hospitals.map((hospital) => ({
      inviting_institution_id: township.id,
      invited_institution_id: hospital.id,
      effective_from: since,
      agreement_no: `远程会诊-${hospital.code.slice(-4)}-${String(index + 1).padStart(3, '0')}`,
    })),
  );
}
