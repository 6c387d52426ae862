import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Clock } from '#kernel';
import { CLOCK, UnitOfWork, streamWorkbook, tableSheet, type ActorContext, type StreamedSheet } from '#platform';
import { instructions } from './instructions.js';
import { WorkbookReader, type PartTable } from './workbook-reader.js';

/** The workbook as it is filled in: empty, or with everything that is on record. */
@Injectable()
export class SetupExportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: WorkbookReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async template(): Promise<Readable> {
    const tables = await this.reader.tables();
    return workbookOf(
      tables,
      tables.map(({ table }) => tableSheet(table, [])),
    );
  }

  /** Everything, telephones of staff included: for whoever runs the product on its machine. It leaves a trace. */
  async export(actor: ActorContext): Promise<Readable> {
    const tables = await this.reader.tables();
    const sheets = await this.unitOfWork.run(actor, async (tx) => {
      tx.publish({ topic: 'setup.exported', aggregateType: 'setup', aggregateId: tx.newId(), aggregateVersion: 1 });
      const written: StreamedSheet[] = [];
      for (const { part, table } of tables) {
        const entries = await part.entries(tx, this.clock.now(), null);
        const standing = entries.filter(({ withdrawn }) => !withdrawn).map(({ values }) => values);
        const once = new Map(standing.map((values) => [table.key(values), values]));
        written.push(tableSheet(table, [...once.values()]));
      }
      return written;
    });
    return workbookOf(tables, sheets);
  }
}

const workbookOf = (tables: readonly PartTable[], sheets: readonly StreamedSheet[]): Readable =>
  streamWorkbook(instructions(tables.map(({ table }) => table)), ...sheets);
