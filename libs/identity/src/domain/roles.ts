/** What a person is at an institution, or for one department of it. Codes are stable: rows and API clients keep them. */
export const Role = {
  VILLAGE_DOCTOR: 'VILLAGE_DOCTOR',
  TOWNSHIP_DOCTOR: 'TOWNSHIP_DOCTOR',
  TOWNSHIP_HEAD: 'TOWNSHIP_HEAD',
  COUNTY_DOCTOR: 'COUNTY_DOCTOR',
  DEPT_HEAD: 'DEPT_HEAD',
  REFERRAL_COORDINATOR: 'REFERRAL_COORDINATOR',
  REGISTRAR: 'REGISTRAR',
  CONSULT_COORDINATOR: 'CONSULT_COORDINATOR',
  EXPERT: 'EXPERT',
  ROTA_MANAGER: 'ROTA_MANAGER',
  TECHNICIAN: 'TECHNICIAN',
  REPORTER: 'REPORTER',
  REVIEWER: 'REVIEWER',
  CENTER_HEAD: 'CENTER_HEAD',
  MEDICAL_AFFAIRS: 'MEDICAL_AFFAIRS',
  QUALITY: 'QUALITY',
  DIRECTOR: 'DIRECTOR',
  GENERAL_DUTY: 'GENERAL_DUTY',
  API_CLIENT: 'API_CLIENT',
  SYSTEM_ADMIN: 'SYSTEM_ADMIN',
  SECURITY_ADMIN: 'SECURITY_ADMIN',
  AUDITOR: 'AUDITOR',
} as const;

export type Role = (typeof Role)[keyof typeof Role];

/** How a role is called. */
export const roleLabels: Readonly<Record<Role, { readonly 'zh-CN': string; readonly en: string }>> = {
  VILLAGE_DOCTOR: { 'zh-CN': '村医', en: 'Village doctor' },
  TOWNSHIP_DOCTOR: { 'zh-CN': '乡镇医生', en: 'Township doctor' },
  TOWNSHIP_HEAD: { 'zh-CN': '基层转诊负责人', en: 'Township referral head' },
  COUNTY_DOCTOR: { 'zh-CN': '县级接诊医生', en: 'Receiving county doctor' },
  DEPT_HEAD: { 'zh-CN': '科主任', en: 'Head of department' },
  REFERRAL_COORDINATOR: { 'zh-CN': '转诊中心', en: 'Referral coordinator' },
  REGISTRAR: { 'zh-CN': '挂号员', en: 'Registrar' },
  CONSULT_COORDINATOR: { 'zh-CN': '会诊中心', en: 'Consultation coordinator' },
  EXPERT: { 'zh-CN': '专家', en: 'Expert' },
  ROTA_MANAGER: { 'zh-CN': '排班管理', en: 'Rota manager' },
  TECHNICIAN: { 'zh-CN': '技师/采样', en: 'Technician' },
  REPORTER: { 'zh-CN': '报告医师', en: 'Reporting doctor' },
  REVIEWER: { 'zh-CN': '审核医师', en: 'Reviewing doctor' },
  CENTER_HEAD: { 'zh-CN': '中心主任', en: 'Head of centre' },
  MEDICAL_AFFAIRS: { 'zh-CN': '医务科', en: 'Medical affairs' },
  QUALITY: { 'zh-CN': '质控', en: 'Quality control' },
  DIRECTOR: { 'zh-CN': '医共体院长', en: 'Director of the alliance' },
  GENERAL_DUTY: { 'zh-CN': '总值班', en: 'General duty officer' },
  API_CLIENT: { 'zh-CN': '系统接口', en: 'System interface' },
  SYSTEM_ADMIN: { 'zh-CN': '系统管理员', en: 'System administrator' },
  SECURITY_ADMIN: { 'zh-CN': '安全管理员', en: 'Security administrator' },
  AUDITOR: { 'zh-CN': '审计管理员', en: 'Auditor' },
};

/** 三员: each does work that the other two must not do. */
export const administratorRoles: readonly Role[] = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR];
