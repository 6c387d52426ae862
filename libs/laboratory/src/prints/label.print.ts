import { ageOf, barcode128, renderPrint, sexOf, text, timeText, type PrintContent } from '#platform';
import { ALLIANCE_ZONE, localDate } from '#kernel';
import type { SpecimenType } from '../domain/specimen.js';
import type { SpecimenLabel } from '../queries/label.query.js';

/** What tubes and containers are called on paper. */
const SPECIMEN_WORDS: Readonly<Record<SpecimenType, string>> = {
  BLOOD: '全血',
  SERUM: '血清',
  PLASMA: '血浆',
  URINE: '尿液',
  STOOL: '粪便',
  SPUTUM: '痰',
  FLUID: '体液',
  SWAB: '拭子',
  BLOOD_CULTURE: '血培养',
  TISSUE_SMALL: '小标本组织',
  TISSUE_LARGE: '大标本组织',
  TISSUE_FROZEN: '冰冻组织',
  CYTOLOGY: '细胞学',
};

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
    text(`${whatOf(label)}　${label.fromInstitution}`, { margin: [0, 1, 0, 1] }),
    barcode128(barcode, [158, 40]),
    text(barcode, { fontSize: 9, alignment: 'center', characterSpacing: 1, margin: [0, 1, 0, 1] }),
    text(shortened(label.items.join('、'))),
    text(`采集：${localDate(collectedAt, ALLIANCE_ZONE)} ${timeText(collectedAt)}`),
  ];
}

const whatOf = ({ type, site }: SpecimenLabel): string => [SPECIMEN_WORDS[type], site].filter(Boolean).join(' ');

function shortened(words: string): string {
  const characters = Array.from(words);
  return characters.length > MOST_ITEMS_CHARACTERS
    ? `${characters.slice(0, MOST_ITEMS_CHARACTERS - 1).join('')}…`
    : words;
}
