/**
 * The structured findings of a report (alias `r`) with what its template calls them, in the version that it was begun with;
 * what no template knows goes by its code.
 */
export const STRUCTURED = `(SELECT coalesce(json_agg(json_build_object('code', x.code, 'value', x.value,
    'labelZh', coalesce(f.field->>'labelZh', x.code), 'labelEn', coalesce(f.field->>'labelEn', x.code),
    'unit', nullif(f.field->>'unit', '')) ORDER BY x.position), '[]'::json)
  FROM jsonb_array_elements(r.structured) WITH ORDINALITY AS j(finding, position)
  CROSS JOIN LATERAL (SELECT j.finding->>'code' AS code, j.finding->>'value' AS value, j.position) x
  LEFT JOIN LATERAL (SELECT t.field FROM imaging_templates m, jsonb_array_elements(m.fields) t(field)
    WHERE m.code = r.template_code AND m.effective_from <= coalesce(r.template_from, r.created_at)
      AND t.field->>'code' = x.code
    ORDER BY m.effective_from DESC LIMIT 1) f ON true)`;
