import { Role } from '#identity';
import { mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

/** Groups of readers, their due times and templates: kept by the lead hospital's administrator. */
export function readingSetUpRows(scenery: Scenery): Table {
  const admin = outcomes('allowed', Role.SYSTEM_ADMIN);
  const watchers = outcomes('allowed', Role.REPORTER, Role.REVIEWER, Role.CENTER_HEAD, Role.TECHNICIAN);
  const reading = { own: admin, other: admin, subject: () => scenery.about(null, {}) };
  const row = (name: string, type: string, input: object, own = admin): Table => {
    const other = outcomes('FORBIDDEN LEAD_HOSPITAL', Role.SYSTEM_ADMIN);
    const subject = () => scenery.input(null, { expectedVersion: 0, ...input });
    return mutation(name, type, { own, other, subject }, '{ version }');
  };
  const nothing = outcomes('NOT_FOUND', Role.SYSTEM_ADMIN);
  const words = { labelZh: '权限', labelEn: 'Permissions' };
  const group = { ...words, code: 'PERMISSIONS', leaseMinutes: 20, signatures: 1, expectedMinutes: 5 };
  const template = { ...words, code: 'permissions', groupCode: 'ECG', findings: '', conclusion: '', position: 99 };
  const due = { groupCode: 'ECG', urgency: 'ROUTINE' };
  const time = { dueMinutes: 30, clock: 'WALL' };
  return {
    ...query('readingGroups', '{ readingGroups { code } }', {
      ...reading,
      own: { ...admin, ...watchers },
      other: { ...admin, ...watchers },
    }),
    ...query('readingGroupPeriods', '{ readingGroupPeriods(groupCode: "ECG") { code } }', reading),
    ...query('readingDueTimes', '{ readingDueTimes(groupCode: "ECG") { dueMinutes } }', reading),
    ...query('imagingTemplatePeriods', '{ imagingTemplatePeriods(code: "ct_head") { code } }', reading),
    ...row('changeReadingGroup', 'ChangeReadingGroupInput', group),
    ...row('changeReadingDueTime', 'ChangeReadingDueTimeInput', { ...due, ...time, expectedVersion: 1 }),
    ...row('changeVisitReadingDueTime', 'ChangeVisitReadingDueTimeInput', { ...due, ...time, visitType: 'INPATIENT' }),
    ...row('endVisitReadingDueTime', 'EndVisitReadingDueTimeInput', { ...due, visitType: 'EMERGENCY' }, nothing),
    ...row('changeImagingTemplate', 'ChangeImagingTemplateInput', { ...template, fields: [] }),
    ...row('endImagingTemplate', 'EndImagingTemplateInput', { code: 'nothing' }, nothing),
  };
}
