import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { TemplateRepository, type ReportTemplate } from '../data/template.repository.js';
import { TemplateUnknownError } from '../domain/errors.js';
import type { TemplateField } from '../domain/report-content.js';

/** Templates that reports follow. */
@Injectable()
export class Templates {
  constructor(private readonly templates: TemplateRepository) {}

  /** @throws TemplateUnknownError for one that does not count for the group now */
  async require(tx: Transaction, groupCode: string, code: string): Promise<ReportTemplate> {
    const template = await this.templates.find(tx, code, tx.now);
    if (template?.groupCode !== groupCode) throw new TemplateUnknownError(code);
    return template;
  }

  /** The findings that a report asks for; none where it follows no template. @throws TemplateUnknownError */
  async fieldsOf(tx: Transaction, groupCode: string, code: string | null): Promise<readonly TemplateField[]> {
    return code === null ? [] : (await this.require(tx, groupCode, code)).fields;
  }
}
