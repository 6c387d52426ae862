import type { DutyDraft, DraftField, DraftProblem } from './drafts.js';
import { isOfInstitution, needsNobody } from './duty-function.js';
import { normalisedPhone } from './duty-phone.js';
import type { RowProblem } from './errors.js';
import { problemIn, type Column, type RosterRow } from './roster-sheet.js';

interface KnownDepartment {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

interface KnownColleague {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly departmentId: string | null;
}

/** Who and what the institution has under the names of a roster. */
export interface Known {
  readonly departments: readonly KnownDepartment[];
  readonly colleagues: readonly KnownColleague[];
}

/** What stands for the institution as a whole in the column of departments. */
const WHOLE_INSTITUTION = new Set(['', '全院', '医院', '本院', '院级', '-', '—']);

/** A row with the identifiers of what it names. */
export interface ResolvedRow {
  readonly row: number;
  readonly draft: DutyDraft;
}

export interface ResolvedRoster {
  readonly rows: readonly ResolvedRow[];
  readonly problems: readonly RowProblem[];
}

/** Finds departments and people by what a roster calls them; whoever could be two people is nobody. */
export function resolveRoster(rows: readonly RosterRow[], known: Known): ResolvedRoster {
  const resolved: ResolvedRow[] = [];
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const department = departmentOf(row, known);
    const staff = staffOf(row, known, 'id' in department ? department.id : null);
    const wrong = [department, staff].flatMap((part) => ('problem' in part ? [part.problem] : []));
    if (wrong.length > 0) problems.push(...wrong);
    else if ('id' in department && 'id' in staff) {
      resolved.push({ row: row.row, draft: draftOf(row, department.id, staff.id) });
    }
  }
  return { rows: resolved, problems };
}

function draftOf(row: RosterRow, departmentId: string | null, staffId: string | null): DutyDraft {
  const { start, end, function: duty, phone, note } = row;
  return {
    start,
    end,
    departmentId,
    function: duty,
    staffId,
    phone: normalisedPhone(phone) || null,
    note: note || null,
  };
}

type Found = { readonly id: string | null } | { readonly problem: RowProblem };

function departmentOf({ row, department, function: duty }: RosterRow, { departments }: Known): Found {
  // Rosters name the office that has the function (医务科, 院办) for what is the institution's.
  if (isOfInstitution(duty) || WHOLE_INSTITUTION.has(department)) return { id: null };
  const found = departments.filter(({ code, name }) => name === department || code === department);
  if (found.length === 1) return { id: found[0]!.id };
  return { problem: problemIn(row, 'department', found.length === 0 ? 'DEPARTMENT_UNKNOWN' : 'DEPARTMENT_AMBIGUOUS') };
}

function staffOf(row: RosterRow, { colleagues }: Known, departmentId: string | null): Found {
  const { staffNo, name } = row;
  if (staffNo === '' && name === '') return nobody(row);
  const matching = colleagues.filter(
    (one) => (staffNo === '' || one.staffNo === staffNo) && (name === '' || one.name === name),
  );
  // Of two people with one name, the one of the department is meant.
  const meant = matching.length > 1 ? matching.filter((one) => one.departmentId === departmentId) : matching;
  if (meant.length === 1) return { id: meant[0]!.id };
  const column: Column = staffNo === '' ? 'name' : 'staffNo';
  if (matching.length > 1) return { problem: problemIn(row.row, column, 'STAFF_AMBIGUOUS') };
  const known = colleagues.some((one) => one.staffNo === staffNo || one.name === name);
  const constraint = staffNo !== '' && name !== '' && known ? 'STAFF_MISMATCH' : 'STAFF_UNKNOWN';
  return { problem: problemIn(row.row, column, constraint) };
}

function nobody({ row, function: duty }: RosterRow): Found {
  return needsNobody(duty) ? { id: null } : { problem: problemIn(row, 'name', 'STAFF_MISSING') };
}

/** Which column of a roster a field of a draft comes from. */
const COLUMN_OF: Readonly<Record<DraftField, Column>> = {
  departmentId: 'department',
  from: 'shift',
  to: 'shift',
  staffId: 'name',
  phone: 'phone',
};

/** A problem of a draft, told by its row and column. */
export function problemOfRow(rows: readonly ResolvedRow[], { index, field, rule, other }: DraftProblem): RowProblem {
  const otherRow = other === undefined ? undefined : `R${rows[other]!.row}`;
  return problemIn(rows[index]!.row, COLUMN_OF[field], rule, otherRow);
}
