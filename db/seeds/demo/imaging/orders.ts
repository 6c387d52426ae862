import type { Found } from '../criticalvalue/rows.js';
import type { Chance } from '../random.js';
import { isExamined, numbered, type Decided, type NumberedOrder, type Ordered } from '../recognition/decisions.js';
import type { DemoExam } from './exams.js';

type Ids = Readonly<Record<'order' | 'item' | 'exam' | 'task' | 'report', string>>;
/** An order as whoever decides about earlier results looks at it. */
interface Asked extends Ordered {
  readonly exam: DemoExam;
  readonly ids: Ids;
}
export type Numbered = NumberedOrder<Asked>;

function askedOf(chance: Chance, exam: DemoExam): Asked {
  const { examination, place, lead, patient, orderedAt, publishedAt, stage } = exam;
  const id = () => chance.id(orderedAt);
  const isReported = stage === 'REPORTED';
  return {
    exam,
    ids: { order: id(), item: id(), exam: id(), task: id(), report: id() },
    patient,
    itemId: examination.id,
    windowDays: examination.windowDays,
    orderedAt,
    // The city vouches for the lead hospital alone.
    reliableFrom: isReported && place === lead ? publishedAt : null,
    isUnderWay: !isReported,
  };
}

/** Exams with the ids of their parts, each after somebody has looked for an earlier result. */
export function numberedExams(chance: Chance, exams: readonly DemoExam[]): Numbered[] {
  const asked = exams.map((exam) => askedOf(chance, exam));
  return numbered(chance, asked);
}

/** What the record of recognition says of it. */
export function decidedOf(order: Numbered): Decided<Asked> {
  const { exam, ids, decision } = order;
  return {
    order,
    orderItemId: ids.item,
    doctor: exam.people.doctor,
    priceCents: exam.examination.priceCents,
    decision,
    source:
      decision.kind === 'NO_CANDIDATE'
        ? null
        : { domain: 'imaging', reportId: decision.of.ids.exam, institutionId: decision.of.exam.place.id },
  };
}

/** What was told before the report was written. */
export function foundIn(chance: Chance, all: readonly Numbered[]): Found[] {
  return all.filter(isExamined).flatMap(({ exam, ids }) => {
    const { critical, people, examination } = exam;
    if (!critical) return [];
    return {
      id: chance.id(exam.submittedAt),
      domain: examination.category === 'ECG' ? ('ECG' as const) : ('IMAGING' as const),
      subjectId: ids.exam,
      patient: exam.patient,
      encounter: exam.visitType,
      what: { findingCode: critical.code, findingText: critical.text },
      ...people,
      centre: exam.lead,
      detectedAt: exam.submittedAt,
    };
  });
}
