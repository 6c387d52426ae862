import type { Client } from 'pg';
import { calendarReasons } from './calendar-reasons.js';
import { capacityReasons } from './capacity-reasons.js';
import { dispatchReasons } from './dispatch-reasons.js';
import { seedConsentTexts } from './consent-texts.js';
import { consultationReasons } from './consultations.js';
import { criticalValueReasons, seedCriticalValues } from './critical-values.js';
import { dutyReasons } from './duty-reasons.js';
import { dutyShifts } from './duty-shifts.js';
import { seedGreenChannels } from './green-channels.js';
import { imagingReasons, seedImaging } from './imaging.js';
import { seedIndicators } from './indicators.js';
import { seedNationalItems } from './national-indicators.js';
import { laboratoryReasons, seedLaboratory } from './laboratory.js';
import { seedNoticeTemplates } from './notice-templates.js';
import { identityReasons } from './identity-reasons.js';
import { downReasons } from './down-reasons.js';
import { orderReasons } from './order-reasons.js';
import { patientReasons } from './patient-reasons.js';
import { referralReasons } from './referral-reasons.js';
import { settings } from './settings.js';
import { seedWorkCalendar } from './work-calendar.js';
import { seedWorklist, worklistReasons } from './worklist.js';

/** The platform's defaults count from the beginning, so that history has them too. */
const EFFECTIVE_FROM = '2020-01-01T00:00:00+08:00';

/** Adds reference data that is missing; what an administrator has changed stays. Safe to run at every start. */
export async function seedReference(owner: Client): Promise<void> {
  await owner.query(
    `INSERT INTO reason_codes (list, code, effective_from, position, label_zh, label_en, comment_is_mandatory)
     SELECT list, code, $2, position, label_zh, label_en, comment_is_mandatory
     FROM jsonb_to_recordset($1::jsonb)
       AS r(list text, code text, position int, label_zh text, label_en text, comment_is_mandatory boolean)
     WHERE NOT EXISTS (SELECT 1 FROM reason_codes c WHERE c.list = r.list AND c.code = r.code)`,
    [JSON.stringify(reasonRows()), EFFECTIVE_FROM],
  );
  await seedSettings(owner);
  await owner.query(
    `INSERT INTO duty_shifts (name, effective_from, from_time, to_time)
     SELECT name, $2, from_time, to_time FROM jsonb_to_recordset($1::jsonb) AS s(name text, from_time text, to_time text)
     WHERE NOT EXISTS (SELECT 1 FROM duty_shifts c WHERE c.name = s.name)`,
    [JSON.stringify(dutyShifts.map(([name, from_time, to_time]) => ({ name, from_time, to_time }))), EFFECTIVE_FROM],
  );
  await seedWorkCalendar(owner);
  await seedWorklist(owner, EFFECTIVE_FROM);
  await seedNoticeTemplates(owner, EFFECTIVE_FROM);
  await seedGreenChannels(owner, EFFECTIVE_FROM);
  await seedConsentTexts(owner, EFFECTIVE_FROM);
  await seedCriticalValues(owner, EFFECTIVE_FROM);
  await seedImaging(owner, EFFECTIVE_FROM);
  await seedIndicators(owner, EFFECTIVE_FROM);
  await seedNationalItems(owner, EFFECTIVE_FROM);
  await seedLaboratory(owner, EFFECTIVE_FROM);
}

/** Writes nothing where nothing is missing: whatever touches the settings gives their state a new number. */
async function seedSettings(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ key: string }>('SELECT DISTINCT key FROM reference_settings');
  const known = new Set(rows.map(({ key }) => key));
  const missing = Object.entries(settings).filter(([key]) => !known.has(key));
  if (missing.length === 0) return;
  await owner.query(
    `INSERT INTO reference_settings (key, effective_from, value)
     SELECT key, $2, value::int FROM jsonb_each_text($1::jsonb) AS s(key, value)`,
    [JSON.stringify(Object.fromEntries(missing)), EFFECTIVE_FROM],
  );
}

function reasonRows(): object[] {
  const lists = {
    ...referralReasons,
    ...downReasons,
    ...capacityReasons,
    ...calendarReasons,
    ...dispatchReasons,
    ...consultationReasons,
    ...criticalValueReasons,
    ...dutyReasons,
    ...identityReasons,
    ...patientReasons,
    ...worklistReasons,
    ...orderReasons,
    ...laboratoryReasons,
    ...imagingReasons,
  };
  return Object.entries(lists).flatMap(([list, reasons]) =>
    reasons.map(([code, labelZh, labelEn], position) => ({
      list,
      code: code.replace('*', ''),
      position,
      label_zh: labelZh,
      label_en: labelEn,
      comment_is_mandatory: code.startsWith('*'),
    })),
  );
}
