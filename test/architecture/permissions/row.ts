import { randomUUID } from 'node:crypto';
import type { Role } from '#identity';
import type { Person } from '#testing';
import type { Subject } from './scenery.js';

/**
 * `allowed`; `empty`: answered, without the object that the row is about; otherwise the code of the refusal, with its
 * rule where it has one.
 */
export type Outcome = 'allowed' | 'empty' | Uppercase<string>;

/** Outcomes by role; whoever is not named gets what `everybody` says, and FORBIDDEN where it says nothing. */
export type Outcomes = Readonly<Partial<Record<Role | 'everybody', Outcome>>>;

/** One operation of the API and what it answers to whom. */
export interface Row {
  readonly document: string;
  readonly subject: (by: Person) => Promise<Subject> | Subject;
  /** Roles held at the institution that the object belongs to, or that it was sent to. */
  readonly own: Outcomes;
  /** The same roles held at an institution that has nothing to do with it. */
  readonly other: Outcomes;
  /** Whoever is not signed in. */
  readonly nobody: Outcome;
}

export type Table = Readonly<Record<string, Row>>;

type Given = Omit<Row, 'nobody' | 'document'> & { readonly nobody?: Outcome };

export const outcomes = (outcome: Outcome, ...roles: Role[]): Outcomes =>
  Object.fromEntries(roles.map((role) => [role, outcome]));
export const everybody = (outcome: Outcome): Outcomes => ({ everybody: outcome });
export const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

/** A row of a mutation with one input. */
export const mutation = (name: string, type: string, given: Given, fields = '{ id }'): Table => ({
  [name]: {
    document: `mutation($input: ${type}!) { ${name}(input: $input) ${fields} }`,
    nobody: 'UNAUTHENTICATED',
    ...given,
  },
});
export const query = (name: string, document: string, given: Given): Table => ({
  [name]: { document, nobody: 'UNAUTHENTICATED', ...given },
});
/** A row of a change that some roles may make at their institution and nobody may make from elsewhere. */
export const change = (name: string, type: string, roles: Role[], subject: Row['subject']): Table =>
  mutation(name, type, { subject, own: outcomes('allowed', ...roles), other: outcomes('NOT_FOUND', ...roles) });
