import {
  BLANK,
  fields,
  qrCode,
  signatures,
  text,
  title,
  ageOf,
  dayText,
  sexOf,
  type Field,
  type PrintContent,
} from '#platform';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';

/** How a slip from one institution to the other begins. */
export function opening(heading: string, { to, sentence }: { to: string; sentence: string }): PrintContent[] {
  return [
    title(heading),
    text(`${to}：`, { fontSize: 12, margin: [0, 8, 0, 4] }),
    text(sentence, { fontSize: 12, margin: [24, 0, 0, 8] }),
  ];
}

/** Whom the paper is about, with the age at that time, and more lines about them. */
export function patientFields(
  { patientName, sex, birthDate }: ReferralSheet,
  at: Date,
  ...more: readonly (readonly Field[])[]
): PrintContent[] {
  return fields(
    [
      ['患者姓名', patientName],
      ['性别', sexOf(sex), 2],
      ['年龄', ageOf(birthDate, at), 4],
    ],
    ...more,
  );
}

interface Signing {
  readonly by: string | null;
  readonly phone: string | null;
  readonly institution: string;
  readonly at: Date | null;
}

export function signed({ by, phone, institution, at }: Signing): PrintContent {
  return signatures(`转诊医生（签字）：${by}`, `联系电话：${phone ?? BLANK}`, `机构名称：${institution}`, dayText(at));
}

/** Signed by the doctor who sends the patient. */
export function signedByAuthor({ author, authorPhone, fromInstitution, submittedAt }: ReferralSheet): PrintContent {
  return signed({ by: author, phone: authorPhone, institution: fromInstitution, at: submittedAt });
}

interface Scannable {
  readonly label: string;
  /** All that the QR code holds. */
  readonly code: string;
  readonly under: string;
  /** Points: of the figures, and of the QR code. */
  readonly size: readonly [figures: number, qr: number];
}

/** What a desk reads, in figures and as a QR code. */
export function scannable({ label, code, under, size: [figures, qr] }: Scannable): PrintContent {
  return {
    unbreakable: true,
    margin: [0, 16, 0, 0],
    columns: [
      {
        width: '*',
        stack: [
          text(label, { fontSize: 12.5, bold: true }),
          text(code, { fontSize: figures, bold: true, characterSpacing: figures / 12 }),
          text(under),
        ],
      },
      { width: qr, stack: [qrCode(code, qr)] },
    ],
  };
}
