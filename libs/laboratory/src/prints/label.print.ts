import { ageOf, barcode128, renderPrint, sexOf, text, timeText, type PrintContent } from '#platform';
import { ALLIANCE_ZONE, localDate } from '#kernel';
import type { SpecimenLabel } from '../queries/label.query.js';
import { specimenText } from './specimen-words.js';

/** 60 × 40 mm, which label printers of laboratories take, in points. */
const PAPER = { width: 170, height: 113, margin: 6 };
const MARKED = ['EMERGENCY', 'GREEN_CHANNEL'];
/** More would not be read on a tube. */
const MOST_ITEMS_CHARACTERS = 44;

/** The label of a specimen as a PDF: what a scanner reads, and whose it is. */
export function printLabel(label: SpecimenLabel): Promise<Buffer> {
  return renderPrint({ title: '标本条码', number: null, imprint: '', label: PAPER, body: bodyOf(label) });
}

function bodyOf(label: SpecimenLabel): PrintContent[] {
  const { patientName, sex, birthDate, collectedAt, visitType, barcode } = label;
  const urgent = MARKED.includes(visitType) ? '【急】' : '';
  return [
    text(`${urgent}${patientName}　${sexOf(sex)}　${ageOf(birthDate, collectedAt)}`, { fontSize: 9, bold: true }),
    text(`${specimenText(label.type, label.site)}　${label.fromInstitution}`, { margin: [0, 1, 0, 1] }),
    barcode128(barcode, [158, 40]),
    text(barcode, { fontSize: 9, alignment: 'center', characterSpacing: 1, margin: [0, 1, 0, 1] }),
    text(shortened(label.items.join('、'))),
    text(`采集：${localDate(collectedAt, ALLIANCE_ZONE)} ${timeText(collectedAt)}`),
  ];
}

function shortened(words: string): string {
  const characters = Array.from(words);
  return characters.length > MOST_ITEMS_CHARACTERS
    ? `${characters.slice(0, MOST_ITEMS_CHARACTERS - 1).join('')}…`
    : words;
}
