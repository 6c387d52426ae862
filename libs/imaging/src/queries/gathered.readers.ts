import { Injectable } from '@nestjs/common';
import { BatchReader, type ActorContext, type Look, type Selection } from '#platform';
import { ExamQueries } from './exam.queries.js';
import { ReportQueries } from './report.queries.js';

/** What is wanted of one object of a page: its id, and the fields that are asked for. */
export interface Wanted {
  readonly id: string;
  readonly selection: Selection;
}

/** Gathers what belongs to a page of objects: one statement for each selection, and there is one unless aliases ask for more. */
abstract class GatheringReader extends BatchReader<Wanted, readonly object[]> {
  protected abstract gather(look: Look, ids: readonly string[]): Promise<Map<string, object[]>>;

  async readMany(actor: ActorContext, wanted: readonly Wanted[]): Promise<(readonly object[])[]> {
    const asked = Map.groupBy(wanted, ({ selection }) => selection.key);
    const answers = await Promise.all(
      [...asked].map(async ([key, some]) => {
        const ids = [...new Set(some.map(({ id }) => id))];
        return [key, await this.gather({ actor, selection: some[0]!.selection }, ids)] as const;
      }),
    );
    const found = new Map(answers);
    return wanted.map(({ id, selection }) => found.get(selection.key)?.get(id) ?? []);
  }
}

/** The exam of each reading task; none where something else is read. */
@Injectable()
export class TaskExams extends GatheringReader {
  constructor(private readonly exams: ExamQueries) {
    super();
  }

  protected gather(look: Look, taskIds: readonly string[]): Promise<Map<string, object[]>> {
    return this.exams.ofTasks(look, taskIds);
  }
}

/** What was examined before of the patient of each exam, and has been reported. */
@Injectable()
export class EarlierExams extends GatheringReader {
  constructor(private readonly exams: ExamQueries) {
    super();
  }

  protected gather(look: Look, examIds: readonly string[]): Promise<Map<string, object[]>> {
    return this.exams.before(look, examIds);
  }
}

/** The version of each exam's report that is being written, for those who read it. */
@Injectable()
export class OpenReports extends GatheringReader {
  constructor(private readonly reports: ReportQueries) {
    super();
  }

  protected gather(look: Look, examIds: readonly string[]): Promise<Map<string, object[]>> {
    return this.reports.openOf(look, examIds);
  }
}
