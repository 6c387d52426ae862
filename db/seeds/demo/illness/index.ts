import { chineseMedicineIllnesses } from './chinese-medicine.js';
import { circulatoryIllnesses } from './circulatory.js';
import { internalIllnesses } from './internal.js';
import { surgicalIllnesses } from './surgical.js';
import { womenAndChildrenIllnesses } from './women-and-children.js';

export { CaseTexts, type Illness } from './illness.js';

export const illnesses = [
  ...circulatoryIllnesses,
  ...internalIllnesses,
  ...surgicalIllnesses,
  ...womenAndChildrenIllnesses,
  ...chineseMedicineIllnesses,
];
