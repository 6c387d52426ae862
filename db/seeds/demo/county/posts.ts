import type { Role } from '#identity';
import type { InstitutionKind } from './institutions.js';

export type Title = 'NONE' | 'JUNIOR' | 'INTERMEDIATE' | 'DEPUTY_SENIOR' | 'SENIOR';

/** A job that the county pays somebody for. */
export interface Post {
  readonly department: string;
  readonly title: Title;
  readonly roles: readonly Role[];
  /** Roles held for the whole institution, not only for the department. */
  readonly everywhere?: boolean;
  /** Named as an expert, with the specialty of the department. */
  readonly expert?: boolean;
}

const post = (department: string, title: Title, ...roles: Role[]): Post => ({ department, title, roles });
const whole = (department: string, title: Title, ...roles: Role[]): Post => ({
  ...post(department, title, ...roles),
  everywhere: true,
});

/** Head, deputy and attending of a department that receives referrals. */
const experts = (department: string): Post[] => [
  { ...post(department, 'SENIOR', 'COUNTY_DOCTOR', 'DEPT_HEAD', 'EXPERT'), expert: true },
  { ...post(department, 'DEPUTY_SENIOR', 'COUNTY_DOCTOR', 'EXPERT'), expert: true },
  { ...post(department, 'INTERMEDIATE', 'COUNTY_DOCTOR', 'EXPERT'), expert: true },
];

/** 60 experts and 150 others, eight of them in each township centre. */
export const posts: Readonly<Record<InstitutionKind, readonly Post[]>> = {
  LEAD_HOSPITAL: [
    ...['XNK', 'SJNK', 'HXNK', 'XHNK', 'NFMK', 'SNK', 'ZLK', 'GRK'].flatMap(experts),
    ...['PWK', 'GK', 'SJWK', 'MNWK', 'FCK', 'EK', 'JZK', 'YK'].flatMap(experts),
    ...['XNK', 'SJNK', 'HXNK', 'PWK', 'GK', 'FCK', 'EK', 'JZK'].map((code) => post(code, 'JUNIOR', 'COUNTY_DOCTOR')),
    post('YXK', 'DEPUTY_SENIOR', 'CENTER_HEAD'),
    post('YXK', 'INTERMEDIATE', 'REVIEWER'),
    post('YXK', 'INTERMEDIATE', 'REPORTER'),
    post('YXK', 'JUNIOR', 'REPORTER'),
    post('YXK', 'JUNIOR', 'TECHNICIAN'),
    post('YXK', 'JUNIOR', 'TECHNICIAN'),
    post('JYK', 'DEPUTY_SENIOR', 'CENTER_HEAD'),
    post('JYK', 'INTERMEDIATE', 'REVIEWER'),
    post('JYK', 'JUNIOR', 'REPORTER'),
    post('JYK', 'JUNIOR', 'TECHNICIAN'),
    post('JYK', 'JUNIOR', 'TECHNICIAN'),
    whole('ZZZX', 'INTERMEDIATE', 'REFERRAL_COORDINATOR'),
    whole('ZZZX', 'JUNIOR', 'REFERRAL_COORDINATOR'),
    whole('ZZZX', 'JUNIOR', 'REFERRAL_COORDINATOR'),
    whole('HZZX', 'INTERMEDIATE', 'CONSULT_COORDINATOR'),
    whole('HZZX', 'JUNIOR', 'CONSULT_COORDINATOR'),
    whole('GHC', 'NONE', 'REGISTRAR'),
    whole('GHC', 'NONE', 'REGISTRAR'),
    whole('GHC', 'NONE', 'REGISTRAR'),
    whole('YWK', 'DEPUTY_SENIOR', 'MEDICAL_AFFAIRS'),
    whole('YWK', 'INTERMEDIATE', 'ROTA_MANAGER'),
    whole('YWK', 'INTERMEDIATE', 'MEDICAL_AFFAIRS'),
    whole('ZKK', 'DEPUTY_SENIOR', 'QUALITY'),
    whole('ZKK', 'INTERMEDIATE', 'QUALITY'),
    whole('YB', 'SENIOR', 'DIRECTOR'),
    whole('YB', 'INTERMEDIATE', 'GENERAL_DUTY'),
    whole('XXK', 'NONE', 'SYSTEM_ADMIN'),
    whole('XXK', 'NONE', 'SECURITY_ADMIN'),
    whole('XXK', 'NONE', 'AUDITOR'),
  ],
  TCM_HOSPITAL: [
    ...['ZJK', 'GSK', 'NBK', 'PWBK'].flatMap(experts),
    whole('ZZZX', 'INTERMEDIATE', 'REFERRAL_COORDINATOR'),
    whole('GHC', 'NONE', 'REGISTRAR'),
    whole('GHC', 'NONE', 'REGISTRAR'),
    whole('YWK', 'DEPUTY_SENIOR', 'MEDICAL_AFFAIRS'),
    whole('YWK', 'INTERMEDIATE', 'ROTA_MANAGER'),
    post('YXK', 'INTERMEDIATE', 'REPORTER'),
    post('YXK', 'JUNIOR', 'TECHNICIAN'),
    post('JYK', 'INTERMEDIATE', 'REVIEWER'),
    post('JYK', 'JUNIOR', 'TECHNICIAN'),
  ],
  TOWNSHIP_CENTER: [
    whole('QKK', 'INTERMEDIATE', 'TOWNSHIP_HEAD'),
    whole('QKK', 'INTERMEDIATE', 'TOWNSHIP_DOCTOR'),
    whole('QKK', 'JUNIOR', 'TOWNSHIP_DOCTOR'),
    whole('QKK', 'JUNIOR', 'TOWNSHIP_DOCTOR'),
    whole('ZYK', 'INTERMEDIATE', 'TOWNSHIP_DOCTOR'),
    post('GWK', 'JUNIOR'),
    post('YJK', 'JUNIOR', 'TECHNICIAN'),
    post('QKK', 'NONE'),
  ],
  VILLAGE_CLINIC: [whole('QKK', 'NONE', 'VILLAGE_DOCTOR'), post('QKK', 'NONE')],
};
