import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A study that a modality makes. */
export interface MadeStudy {
  readonly uid: string;
  readonly accessionNo: string;
  /** `20260304`. */
  readonly day: string;
  readonly patientName: string;
  readonly modality: string;
}

/** Makes one real DICOM file of a study (dump2dcm) and sends it to the PACS as a modality does (C-STORE). */
export function sendImage({ uid, accessionNo, day, patientName, modality }: MadeStudy, image: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'dicom-'));
  try {
    const [dump, file] = [join(folder, 'image.dump'), join(folder, 'image.dcm')];
    writeFileSync(
      dump,
      `(0008,0005) CS [ISO_IR 192]
(0008,0016) UI =SecondaryCaptureImageStorage
(0008,0018) UI [${uid}.1.${image}]
(0008,0020) DA [${day}]
(0008,0030) TM [090500]
(0008,0050) SH [${accessionNo}]
(0008,0060) CS [${modality}]
(0010,0010) PN [${patientName}]
(0010,0020) LO [P0001]
(0020,000d) UI [${uid}]
(0020,000e) UI [${uid}.1]
(0020,0013) IS [${image}]
`,
    );
    execFileSync('dump2dcm', ['--write-xfer-little', dump, file], { stdio: 'pipe' });
    const port = process.env['PACS_TEST_DICOM_PORT']!;
    execFileSync('storescu', ['-aec', 'ORTHANC', '127.0.0.1', port, file], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
