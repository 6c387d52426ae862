import { Role } from '#identity';
import type { LaboratoryScenery } from './laboratory-rows.js';
import { outcomes, query, type Table } from './row.js';

const writers: Role[] = [Role.TOWNSHIP_DOCTOR, Role.COUNTY_DOCTOR, Role.DEPT_HEAD];
const watchers: Role[] = [Role.TOWNSHIP_HEAD, Role.DEPT_HEAD, Role.MEDICAL_AFFAIRS, Role.QUALITY, Role.DIRECTOR];

/** Results of others, for a patient of the north township whom the county examines. */
export function recognitionRows({ scenery, story }: LaboratoryScenery): Table {
  const period = 'from: "2026-01-01", to: "2026-12-31"';
  const everywhere = outcomes('allowed', ...watchers);
  return {
    ...query(
      'recognitionCandidates',
      'query($patientId: ID!) { recognitionCandidates(patientId: $patientId, itemCodes: ["LAB-K"]) { itemCode } }',
      {
        own: outcomes('allowed', ...writers),
        other: outcomes('NOT_FOUND', ...writers),
        subject: async () => {
          const patientId = await story.referrals.patient(story.doctor);
          await story.ordered(['LAB-K'], { patientId });
          return scenery.about(patientId, { patientId });
        },
      },
    ),
    ...query('recognitionStatistics', `{ recognitionStatistics(${period}) { decided } }`, {
      own: everywhere,
      other: everywhere,
      subject: () => scenery.about(null, {}),
    }),
  };
}
