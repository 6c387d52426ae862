import { STUDY_UID } from './exam.js';

/** A study that a PACS has, as far as the platform looks at it. */
export interface PacsStudy {
  readonly studyInstanceUid: string;
  readonly accessionNo: string | null;
  readonly imageCount: number;
  readonly modality: string | null;
  /** `2026-03-04`. */
  readonly studyDate: string | null;
  /** As the images have it: ideographic where there is such a form. */
  readonly patientName: string | null;
}

/** Tags of DICOM (PS3.6) that the platform reads. */
const TAG = {
  studyDate: '00080020',
  accessionNo: '00080050',
  modalities: '00080061',
  patientName: '00100010',
  studyInstanceUid: '0020000D',
  imageCount: '00201208',
} as const;

/** What QIDO-RS is asked to tell besides what it tells anyway. */
export const WANTED_TAGS: readonly string[] = [TAG.modalities, TAG.imageCount];

const LONGEST = { name: 200, accession: 16, modality: 80 } as const;

/**
 * The studies of an answer of QIDO-RS (DICOM JSON, PS3.18 F). What is no study (without a UID or without images) is left
 * out: whoever sends it is another system, and nothing of it is taken on trust.
 */
export function studiesIn(answer: unknown): PacsStudy[] {
  return (Array.isArray(answer) ? answer : []).flatMap((dataset: unknown) => {
    const studyInstanceUid = textOf(dataset, TAG.studyInstanceUid);
    const imageCount = Number(valuesOf(dataset, TAG.imageCount)[0]);
    if (!studyInstanceUid || !STUDY_UID.test(studyInstanceUid) || !(imageCount > 0)) return [];
    return [
      {
        studyInstanceUid,
        imageCount: Math.trunc(imageCount),
        accessionNo: textOf(dataset, TAG.accessionNo)?.slice(0, LONGEST.accession) ?? null,
        modality: valuesOf(dataset, TAG.modalities).map(String).join('/').slice(0, LONGEST.modality) || null,
        studyDate: dayOf(textOf(dataset, TAG.studyDate)),
        patientName: nameOf(valuesOf(dataset, TAG.patientName)[0]),
      },
    ];
  });
}

function valuesOf(dataset: unknown, tag: string): unknown[] {
  const element = (dataset as Record<string, { Value?: unknown } | undefined> | null)?.[tag];
  return Array.isArray(element?.Value) ? (element.Value as unknown[]) : [];
}

function textOf(dataset: unknown, tag: string): string | null {
  const [value] = valuesOf(dataset, tag);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function dayOf(text: string | null): string | null {
  const parts = text?.match(/^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/);
  return parts ? parts.slice(1).join('-') : null;
}

function nameOf(value: unknown): string | null {
  const groups = (value ?? {}) as { Ideographic?: unknown; Alphabetic?: unknown };
  const name = [groups.Ideographic, groups.Alphabetic].find((group) => typeof group === 'string' && group !== '');
  return typeof name === 'string' ? name.replaceAll('^', ' ').trim().slice(0, LONGEST.name) || null : null;
}
