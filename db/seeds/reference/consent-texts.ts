import type { Client } from 'pg';

/** Title and text of each kind of consent; a county puts its own in their place. */
const texts = {
  REFERRAL: [
    '转诊知情同意书',
    '医生已告知我（患者）病情、转诊原因、拟转入的机构和科室以及途中可能出现的风险。我同意转诊，并同意将与本次诊疗有关的病历资料提供给转入机构。我知道可以随时撤回同意，撤回不影响此前已经完成的诊疗。',
  ],
  ONWARD_REFERRAL: [
    '转往医共体外机构知情同意书',
    '医生已告知我（患者）需要转往县域医共体以外的医疗机构的原因、可选择的机构和可能的费用、报销差异。我同意转往该机构，并同意向其提供与本次诊疗有关的病历资料。我知道可以随时撤回同意。',
  ],
  CONSULTATION: [
    '远程会诊知情同意书',
    '医生已告知我（患者）远程会诊的目的、参加的机构和专家、会诊费用，以及会诊意见供邀请方医生参考、由邀请方决定诊疗方案。我同意进行远程会诊并承担所告知的费用，同意向受邀方提供与会诊有关的病历资料。我知道可以在会诊开始前撤回同意。',
  ],
  DATA_SHARING: [
    '健康信息共享知情同意书',
    '我（患者）同意县域医共体成员机构在为我提供诊疗服务时查阅我的健康档案和检查检验结果。我知道每次查阅都有记录，可以查询，也可以随时撤回同意。',
  ],
  CONTACT: [
    '通知与随访知情同意书',
    '我（患者）同意通过短信和电话接收就诊安排、结果和随访通知。我知道可以随时撤回同意。',
  ],
} as const;

/** Adds what is missing; a text that an administrator has changed stays. */
export async function seedConsentTexts(owner: Client, effectiveFrom: string): Promise<void> {
  const rows = Object.entries(texts).map(([kind, [title, body]]) => ({ kind, title, body }));
  await owner.query(
    `INSERT INTO consent_texts (kind, effective_from, title, body)
     SELECT kind, $2, title, body FROM jsonb_to_recordset($1::jsonb) AS t(kind text, title text, body text)
     WHERE NOT EXISTS (SELECT 1 FROM consent_texts c WHERE c.kind = t.kind)`,
    [JSON.stringify(rows), effectiveFrom],
  );
}
