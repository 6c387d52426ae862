import { creditCode, institutionCode, organisationCode } from '../identifiers.js';
import type { Chance } from '../random.js';
import { COUNTY, townships, type Place, type Township } from './places.js';

export type InstitutionKind = 'LEAD_HOSPITAL' | 'TCM_HOSPITAL' | 'TOWNSHIP_CENTER' | 'VILLAGE_CLINIC';

export interface Institution {
  readonly id: string;
  readonly kind: InstitutionKind;
  readonly name: string;
  readonly shortName: string;
  readonly code: string;
  readonly creditCode: string | null;
  readonly parentId: string | null;
  readonly address: string;
  /** Of the switchboard; area code 0600 does not exist. */
  readonly phone: string;
  readonly place: Place;
  /** What its staff numbers begin with. */
  readonly staffPrefix: string;
  /** Villages around it; empty for hospitals of the county town. */
  readonly villages: readonly string[];
}

type Draft = Omit<Institution, 'id' | 'code' | 'creditCode' | 'phone'> & { readonly category: string };

const TOWN: Place = { name: '城关镇', east: 0, north: 0 };

/** The two hospitals of the county town. */
const hospitals: readonly Draft[] = [
  {
    kind: 'LEAD_HOSPITAL',
    name: `${COUNTY}人民医院`,
    shortName: '县人民医院',
    category: 'A100',
    parentId: null,
    address: `${COUNTY}城关镇人民路88号`,
    place: TOWN,
    staffPrefix: 'RM',
    villages: [],
  },
  {
    kind: 'TCM_HOSPITAL',
    name: `${COUNTY}中医医院`,
    shortName: '县中医医院',
    category: 'A210',
    parentId: null,
    address: `${COUNTY}城关镇杏林街16号`,
    place: { name: '城关镇', east: 1.2, north: -0.8 },
    staffPrefix: 'ZY',
    villages: [],
  },
];

/** Every member of the alliance, the lead hospital first; village clinics belong to the centre of their township. */
export function institutionsOf(chance: Chance, at: Date): Institution[] {
  const [lead, tcm] = hospitals.map((draft, index) => founded(chance, at, { draft, number: index + 1 }));
  const centers = townships.map((township, index) =>
    founded(chance, at, { draft: centerOf(township, index, lead!.id), number: 11 + index }),
  );
  const clinics = townships.flatMap((township, index) => {
    if (!township.clinic) return [];
    const draft = clinicOf(township, township.clinic, centers[index]!);
    return [founded(chance, at, { draft, number: 51 + index })];
  });
  return [lead!, tcm!, ...centers, ...clinics];
}

function centerOf(township: Township, index: number, leadId: string): Draft {
  const shortName = `${township.name}${township.central ? '中心卫生院' : '卫生院'}`;
  return {
    kind: 'TOWNSHIP_CENTER',
    name: COUNTY + shortName,
    shortName,
    category: township.central ? 'C210' : 'C220',
    parentId: leadId,
    address: `${COUNTY}${township.name}卫生路${index + 3}号`,
    place: township,
    staffPrefix: `W${String(index + 1).padStart(2, '0')}`,
    villages: township.villages,
  };
}

function clinicOf(township: Township, village: string, center: Institution): Draft {
  const name = `${township.name}${village}卫生室`;
  return {
    kind: 'VILLAGE_CLINIC',
    name: COUNTY + name,
    shortName: `${village}卫生室`,
    category: 'D600',
    parentId: center.id,
    address: `${COUNTY}${township.name}${village}`,
    place: { name: village, east: township.east + 3, north: township.north - 2 },
    staffPrefix: `${center.staffPrefix}C`,
    villages: [village],
  };
}

function founded(chance: Chance, at: Date, { draft, number }: { draft: Draft; number: number }): Institution {
  const { category, ...rest } = draft;
  const organisation = organisationCode(number);
  return {
    ...rest,
    id: chance.id(at),
    code: institutionCode(organisation, category),
    creditCode: draft.kind === 'VILLAGE_CLINIC' ? null : creditCode(organisation),
    phone: `0600-55${String(number).padStart(2, '0')}120`,
  };
}
