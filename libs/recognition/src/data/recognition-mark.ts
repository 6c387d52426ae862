import type { RecognitionScope } from '../domain/matching.js';

/** Signs by which papers say how far a result is recognised. */
export const RECOGNITION_MARKS: Readonly<Record<Exclude<RecognitionScope, 'NONE'>, string>> = {
  ALLIANCE: '医联体HR',
  CITY: '市HR',
  PROVINCE: '本省HR',
  NATION: '全国HR',
};

/** The narrowest first, which is how far both item and institution have to reach. */
const RANKED = `ARRAY['NONE', 'ALLIANCE', 'CITY', 'PROVINCE', 'NATION']`;

/**
 * SQL of how far results of a standard item (alias `item`) are recognised that an institution has published at an instant:
 * as far as item and quality qualification of that day both reach. Null where they are not.
 */
export const recognitionScopeSql = (item: string, institutionId: string, publishedAt: string): string =>
  `(SELECT (${RANKED})[min(reach)] FROM (
     SELECT max(array_position(${RANKED}, q.scope)) AS reach FROM quality_qualifications q
     WHERE q.institution_id = ${institutionId} AND q.active AND q.category = ${item}.category
       AND (cardinality(q.item_codes) = 0 OR ${item}.code = ANY(q.item_codes))
       AND (${publishedAt} AT TIME ZONE 'Asia/Shanghai')::date BETWEEN q.valid_from AND q.valid_to
     UNION ALL SELECT array_position(${RANKED}, ${item}.recognition_scope)) reaches
   HAVING count(reach) = 2 AND min(reach) > 1 AND ${item}.never_recognised_reason IS NULL)`;
