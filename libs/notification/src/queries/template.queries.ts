import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { TemplateRepository, type StoredText } from '../data/template.repository.js';
import type { TemplateText } from '../domain/template.js';

export interface TemplateVersion {
  readonly code: string;
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly texts: readonly TemplateText[];
}

/** Reads of the texts of notices. */
@Injectable()
export class TemplateQueries {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateRepository,
  ) {}

  /** Every version of a template, the newest first; none where there is no such template. */
  async versionsOf(code: string): Promise<TemplateVersion[]> {
    const texts = await this.templates.versionsOf(this.database, code);
    const byVersion = Map.groupBy(texts, ({ version }: StoredText) => version);
    return [...byVersion]
      .map(([version, ofVersion]) => ({ code, version, effectiveFrom: ofVersion[0]!.effectiveFrom, texts: ofVersion }))
      .toReversed();
  }
}
