import { Injectable } from '@nestjs/common';
import { Config } from '#platform';
import { PacsNotConfiguredError, PacsUnavailableError } from '../domain/errors.js';
import { WANTED_TAGS, studiesIn, type PacsStudy } from '../domain/dicom-study.js';

type Settings = NonNullable<Config['pacs']>;

/** No accession number has more studies, and no day so many. */
const MOST_STUDIES = 500;
const LONGEST_ANSWER = 8 * 1024 * 1024;

/** Where people and viewers find the images of a study. */
export interface StudyLinks {
  /** The study by WADO-RS (PS3.18, 10.4). */
  readonly wadoUrl: string;
  /** In the viewer of the alliance, if it has one. */
  readonly viewerUrl: string | null;
}

/** The PACS of the alliance, by DICOMweb: found by QIDO-RS, linked by WADO-RS. Pixels stay there. */
@Injectable()
export class DicomWeb {
  private readonly settings: Settings | undefined;

  constructor({ pacs }: Config) {
    this.settings = pacs;
  }

  get isConfigured(): boolean {
    return this.settings !== undefined;
  }

  /** @throws PacsNotConfiguredError, PacsUnavailableError */
  findByAccession(accessionNo: string): Promise<PacsStudy[]> {
    return this.find({ AccessionNumber: accessionNo });
  }

  /** @throws PacsNotConfiguredError, PacsUnavailableError */
  async findStudy(studyInstanceUid: string): Promise<PacsStudy | null> {
    const studies = await this.find({ StudyInstanceUID: studyInstanceUid });
    return studies.find((study) => study.studyInstanceUid === studyInstanceUid) ?? null;
  }

  /** Studies of the days between, both included: `2026-03-04`. @throws PacsNotConfiguredError, PacsUnavailableError */
  findOfDays(from: string, to: string): Promise<PacsStudy[]> {
    return this.find({ StudyDate: [from, to].map((day) => day.replaceAll('-', '')).join('-') });
  }

  /** Null where there is no PACS. */
  linksOf(studyInstanceUid: string): StudyLinks | null {
    if (!this.settings) return null;
    const { url, viewerUrl } = this.settings;
    return {
      wadoUrl: `${url}/studies/${studyInstanceUid}`,
      viewerUrl: viewerUrl?.replaceAll('{study}', studyInstanceUid) ?? null,
    };
  }

  private async find(keys: Readonly<Record<string, string>>): Promise<PacsStudy[]> {
    if (!this.settings) throw new PacsNotConfiguredError();
    const { url, timeoutMs } = this.settings;
    const query = new URLSearchParams({ ...keys, limit: String(MOST_STUDIES) });
    for (const tag of WANTED_TAGS) query.append('includefield', tag);
    try {
      const response = await fetch(`${url}/studies?${query}`, {
        headers: { accept: 'application/dicom+json', ...this.authorization() },
        // A redirection would send the password somewhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.status === 204) return [];
      if (response.status !== 200) throw new PacsUnavailableError(response.status);
      return studiesIn(JSON.parse(await boundedText(response)));
    } catch (error) {
      if (error instanceof PacsUnavailableError) throw error;
      throw new PacsUnavailableError(null);
    }
  }

  private authorization(): Record<string, string> {
    const { user, password = '' } = this.settings!;
    return user ? { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` } : {};
  }
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > LONGEST_ANSWER) throw new PacsUnavailableError(response.status);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
