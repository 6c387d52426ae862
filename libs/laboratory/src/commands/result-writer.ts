import { Injectable } from '@nestjs/common';
import { RaisingService, type CriticalSubject } from '#criticalvalue';
import { ALLIANCE_ZONE, daysBetween, localDate } from '#kernel';
import { actingFor, type Transaction } from '#platform';
import type { ReportRow } from '../data/report.repository.js';
import { ResultRepository, type Bringer, type ReportGround, type ResultRow } from '../data/result.repository.js';
import { ResultsRefusedError, type ResultProblem } from '../domain/errors.js';
import type { ResultSource } from '../domain/report.transitions.js';
import { judge, resultProblem, type JudgedResult, type NewResult } from '../domain/result.js';

const ENCOUNTERS: Readonly<Record<string, CriticalSubject['encounter']>> = {
  GREEN_CHANNEL: 'EMERGENCY',
  EMERGENCY: 'EMERGENCY',
  INPATIENT: 'INPATIENT',
  OUTPATIENT: 'OUTPATIENT',
};

/** Values that are to come into a report. */
export interface Reviewed {
  readonly report: ReportRow;
  readonly ground: ReportGround;
  /** What keeps values from standing in it. */
  readonly problems: readonly ResultProblem[];
  /** Those that do not stand in it yet. */
  readonly changed: readonly NewResult[];
}

/** Writes values into an open version of a report: judged, compared, and raised where they are critical. */
@Injectable()
export class ResultWriter {
  constructor(
    private readonly results: ResultRepository,
    private readonly raising: RaisingService,
  ) {}

  /** Looks at values by what the report is about; nothing is written yet. */
  async review(tx: Transaction, report: ReportRow, values: readonly NewResult[]): Promise<Reviewed> {
    const ground = await this.results.ground(tx, report);
    const changed = values.filter(({ itemCode, value }) => ground.known.get(itemCode)?.value !== value.trim());
    return { report, ground, problems: problemsOf(values, ground, tx.now), changed };
  }

  /**
   * A value that stands already is not written again, so that what comes twice changes nothing and raises nothing.
   * @throws ResultsRefusedError naming every value that was not ordered or has another unit
   */
  async write(
    tx: Transaction,
    { problems, changed, ...about }: Reviewed,
    source: Exclude<ResultSource, 'SYSTEM'>,
  ): Promise<void> {
    if (problems.length > 0) throw new ResultsRefusedError(problems);
    const rows: ResultRow[] = [];
    for (const result of judgedOf(changed, about.ground, tx.now)) rows.push(await this.rowOf(tx, about, result));
    if (rows.length > 0) this.results.write(tx, about.report.id, rows, bringerOf(tx, source));
  }

  private async rowOf(
    tx: Transaction,
    about: Pick<Reviewed, 'report' | 'ground'>,
    { item, ...judged }: JudgedResult,
  ): Promise<ResultRow> {
    const { code: itemCode, name, unit, position } = item;
    const measured = { itemCode, value: judged.value, unit };
    const raised = await this.raising.raiseIn(tx, subjectOf(about), { measured });
    return { itemCode, name, unit, position, ...judged, criticalValueId: raised.critical ? raised.id : null };
  }
}

function subjectOf({ report, ground }: Pick<Reviewed, 'report' | 'ground'>): CriticalSubject {
  const { specimenId, patientId, orderingInstitutionId, orderingStaffId, institutionId } = report;
  return {
    domain: 'LABORATORY',
    subjectId: specimenId,
    patientId,
    encounter: ENCOUNTERS[ground.visitType]!,
    orderingInstitutionId,
    orderingDepartmentId: null,
    orderingStaffId,
    centreInstitutionId: institutionId,
    detectedByStaffId: null,
  };
}

function problemsOf(values: readonly NewResult[], { items, collectedAt }: ReportGround, now: Date): ResultProblem[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    const { itemCode } = value;
    const constraint = seen.has(itemCode) ? 'ITEM_TWICE' : resultProblem(value, items, { collectedAt, now });
    seen.add(itemCode);
    return constraint === null ? [] : [{ itemCode, constraint }];
  });
}

/** By what is usual at the age at which the specimen was taken. */
function judgedOf(values: readonly NewResult[], ground: ReportGround, now: Date): JudgedResult[] {
  const { items, known, sex, birthDate, collectedAt } = ground;
  const ageDays = birthDate === null ? null : daysBetween(birthDate, localDate(collectedAt, ALLIANCE_ZONE));
  return values.map((value) => {
    const item = items.find(({ code }) => code === value.itemCode)!;
    return judge(value, item, { whom: { sex, ageDays }, earlier: known.get(item.code)?.earlier ?? null, now });
  });
}

function bringerOf(tx: Transaction, source: Exclude<ResultSource, 'SYSTEM'>): Bringer {
  const { machine } = tx.actor;
  return machine
    ? { source: 'SYSTEM', staffId: null, machineId: machine.accountId }
    : { source, staffId: actingFor(tx.actor), machineId: null };
}
