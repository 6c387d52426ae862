import { addDays, type LocalDate } from '#kernel';
import { Half, type Assignment, type Slot } from './model.js';
import { slotKey, type Rota } from './rota.js';

/** Where an expert is in one half-day. */
export interface Placed extends Slot {
  readonly expertId: string;
  readonly townshipId: string;
  /** Null for a session from outside the instance. */
  readonly demandId: string | null;
  readonly settled: boolean;
}

interface Diary {
  readonly bySlot: Map<string, Placed>;
  readonly byWeek: Map<LocalDate, number>;
}

/** A plan while it is made: who is where, beginning with what is settled. */
export class Sessions {
  private readonly diaries = new Map<string, Diary>();
  private readonly byDemand = new Map<string, Set<string>>();

  constructor(private readonly rota: Rota) {
    for (const session of rota.instance.settled) this.place({ ...session, settled: true });
  }

  add({ expertId, demandId }: Assignment): void {
    const { townshipId, date, half } = this.rota.demand(demandId);
    this.place({ expertId, demandId, townshipId, date, half, settled: false });
  }

  remove({ expertId, demandId }: Assignment): void {
    const { date, half } = this.rota.demand(demandId);
    const diary = this.diaries.get(expertId);
    if (diary?.bySlot.get(slotKey({ date, half }))?.demandId !== demandId) return;
    diary.bySlot.delete(slotKey({ date, half }));
    const week = this.rota.weekOf(date);
    diary.byWeek.set(week, diary.byWeek.get(week)! - 1);
    this.byDemand.get(demandId)!.delete(expertId);
  }

  at(expertId: string, slot: Slot): Placed | undefined {
    return this.diaries.get(expertId)?.bySlot.get(slotKey(slot));
  }

  inWeek(expertId: string, week: LocalDate): number {
    return this.diaries.get(expertId)?.byWeek.get(week) ?? 0;
  }

  worksOn(expertId: string, date: LocalDate): boolean {
    return [Half.AM, Half.PM].some((half) => this.at(expertId, { date, half }) !== undefined);
  }

  /** Days in a row with a session around the day, which counts itself. */
  runAround(expertId: string, date: LocalDate): number {
    let length = 1;
    for (const step of [-1, 1])
      for (let day = addDays(date, step); this.worksOn(expertId, day); day = addDays(day, step)) length += 1;
    return length;
  }

  /** Everybody who serves the demand, settled sessions included. */
  serving(demandId: string): readonly string[] {
    return [...(this.byDemand.get(demandId) ?? [])];
  }

  of(expertId: string): readonly Placed[] {
    return [...(this.diaries.get(expertId)?.bySlot.values() ?? [])];
  }

  private place(session: Placed): void {
    const { expertId, demandId, date } = session;
    const diary = this.diaries.get(expertId) ?? {
      bySlot: new Map<string, Placed>(),
      byWeek: new Map<LocalDate, number>(),
    };
    this.diaries.set(expertId, diary);
    diary.bySlot.set(slotKey(session), session);
    const week = this.rota.weekOf(date);
    diary.byWeek.set(week, (diary.byWeek.get(week) ?? 0) + 1);
    if (demandId === null) return;
    const experts = this.byDemand.get(demandId) ?? new Set();
    this.byDemand.set(demandId, experts.add(expertId));
  }
}
