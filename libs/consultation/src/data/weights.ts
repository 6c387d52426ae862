/** SQL of the share that an expert takes at an instant, in percent: 100 where nobody has said otherwise. */
export const weightSql = (expertId: string, at: string): string =>
  `coalesce((SELECT w.weight_percent FROM consultation_weights w WHERE w.expert_id = ${expertId} AND w.effective_from <= ${at}
     AND (w.effective_to IS NULL OR w.effective_to > ${at})), 100)`;
