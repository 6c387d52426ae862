import type { Found } from '../criticalvalue/rows.js';
import type { Chance } from '../random.js';
import { decisionsOf, type Decided, type Decision, type Ordered } from '../recognition/decisions.js';
import type { DemoExam } from './exams.js';

type Ids = Readonly<Record<'order' | 'item' | 'exam' | 'task' | 'report', string>>;
/** An order as whoever decides about earlier results looks at it. */
interface Asked extends Ordered {
  readonly exam: DemoExam;
  readonly ids: Ids;
}
/** An exam with the ids of its parts. */
export interface Numbered {
  readonly exam: DemoExam;
  readonly number: number;
  readonly ids: Ids;
  readonly asked: Asked;
  readonly decision: Decision<Asked>;
}

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
    isExamined: !isReported,
  };
}

/** Exams with the ids of their parts, each after somebody has looked for an earlier result. */
export function numbered(chance: Chance, exams: readonly DemoExam[]): Numbered[] {
  const all = exams.map((exam) => askedOf(chance, exam));
  const decisions = decisionsOf(chance, all);
  return all.map((asked, index) => {
    const { exam, ids } = asked;
    return { exam, number: index + 1, ids, asked, decision: decisions.get(asked)! };
  });
}

/** What is recognised is not examined. */
export const isExamined = ({ decision }: Numbered): boolean => decision.kind !== 'RECOGNIZED';

/** What the record of recognition says of it. */
export const decidedOf = ({ exam, ids, asked, decision }: Numbered): Decided<Asked> => ({
  order: asked,
  orderItemId: ids.item,
  doctor: exam.people.doctor,
  priceCents: exam.examination.priceCents,
  decision,
  source:
    decision.kind === 'NO_CANDIDATE'
      ? null
      : { domain: 'imaging', reportId: decision.of.ids.exam, institutionId: decision.of.exam.place.id },
});

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
