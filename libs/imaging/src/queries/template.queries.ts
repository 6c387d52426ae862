import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, Database } from '#platform';
import { TemplateRepository, type ReportTemplate, type TemplatePeriod } from '../data/template.repository.js';

/** Reads templates, for whoever writes with them and whoever keeps them. */
@Injectable()
export class TemplateQueries {
  constructor(
    private readonly templates: TemplateRepository,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that count for a group now. */
  ofGroup(groupCode: string): Promise<ReportTemplate[]> {
    return this.templates.ofGroup(this.database, groupCode, this.clock.now());
  }

  /** All periods of one, the newest first. */
  periodsOf(code: string): Promise<TemplatePeriod[]> {
    return this.templates.periodsOf(this.database, code);
  }
}
