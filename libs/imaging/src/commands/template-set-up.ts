import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { ReadingTasks } from '#worklist';
import {
  InstallationScope,
  UnitOfWork,
  VersionedRows,
  type ActorContext,
  type Transaction,
  type VersionedChange,
} from '#platform';
import { IMAGING } from '../domain/exam.js';
import type { TemplateField } from '../domain/report-content.js';
import { templateProblem } from '../domain/template.js';

/** A template that does not count any more. */
export interface TemplateEnd extends VersionedChange {
  readonly code: string;
}

/** What a template says from some time on. */
export interface TemplateChange extends TemplateEnd {
  readonly groupCode: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly findings: string;
  readonly conclusion: string;
  readonly position: number;
  readonly fields: readonly TemplateField[];
}

const templates = new VersionedRows({
  table: 'imaging_templates',
  aggregateType: 'imaging-template',
  keys: { code: 'code' },
  columns: {
    groupCode: 'group_code',
    labelZh: 'label_zh',
    labelEn: 'label_en',
    findings: 'findings',
    conclusion: 'conclusion',
    position: 'position',
    fields: 'fields',
  },
});

/** Templates of reports, kept by whoever administers the alliance. A report goes by the version that it was begun with. */
@Injectable()
export class TemplateSetUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
    private readonly readings: ReadingTasks,
  ) {}

  /** Adds a template, or changes it from now on. @throws ForbiddenError, ReadingGroupUnknownError, StaleVersionError, InvalidInputError */
  async change(actor: ActorContext, { code, fields, ...change }: TemplateChange): Promise<void> {
    const problem = templateProblem(fields);
    if (problem) throw new InvalidInputError([problem]);
    const { groupCode, labelZh, labelEn, findings, conclusion, position } = change;
    const words = { groupCode, labelZh, labelEn, findings, conclusion, position, fields: JSON.stringify(fields) };
    await this.inAlliance(actor, async (tx) => {
      await this.readings.requireGroupIn(tx, IMAGING, groupCode);
      await templates.change(tx, { code }, words, change);
    });
  }

  /** No report begins with it any more. @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  end(actor: ActorContext, { code, ...change }: TemplateEnd): Promise<void> {
    return this.inAlliance(actor, (tx) => templates.end(tx, { code }, change));
  }

  private inAlliance(actor: ActorContext, act: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await act(tx);
    });
  }
}
