import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { TemplateRepository, type ReportTemplate } from '../data/template.repository.js';
import type { ReportRow } from '../data/report.repository.js';
import { TemplateUnknownError } from '../domain/errors.js';

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

  /**
   * The template that a report says it follows; null for none. Where it is the one that it followed before, in the version
   * that it was begun with, whatever has become of it since. @throws TemplateUnknownError
   */
  async followed(
    tx: Transaction,
    groupCode: string,
    row: Pick<ReportRow, 'templateCode' | 'templateFrom' | 'createdAt'>,
    code: string | null,
  ): Promise<ReportTemplate | null> {
    if (code === null) return null;
    if (code !== row.templateCode) return this.require(tx, groupCode, code);
    // Reports of an older version of the product do not say which version of the template it was.
    const known = await this.templates.version(tx, code, row.templateFrom ?? row.createdAt);
    if (!known) throw new TemplateUnknownError(code);
    return known;
  }
}
