import type { OutboundCallInput } from '../../domain/call/call';
import { describeProblems, parseRequest, type RequestDefaults } from '../../domain/call/parse-request';
import { attributeName } from '../../domain/policy/dial-options';
import type { PolicyInput } from '../../domain/policy/policy';
import { numberInCell } from '../csv/number-in-cell';
import { columnOf, type Member } from './columns';
import type { Row, Table } from './read-rows';
import type { RowProblem } from './report';

/** What a row of the file says: a call that can be started, or why it can't be. */
export type ListedCall = GoodCall | ({ readonly ok: false } & RowProblem);

export interface GoodCall {
  readonly ok: true;
  readonly row: Row;
  readonly workflowId: string;
  readonly request: OutboundCallInput;
  readonly warnings: readonly string[];
}

export interface ListOptions {
  /** Workflow ID of each row: text with headings in braces, such as `december-{custID}`. */
  readonly id: string;
  readonly policy: PolicyInput;
  readonly defaults: RequestDefaults;
  /** ISO 3166: the country of numbers without a country code. @default numbers must have one */
  readonly country?: string | undefined;
  /** ISO 3166; see the request's member. */
  readonly allowedCountries?: readonly string[] | undefined;
}

/**
 * One call for each row.
 *
 * @throws Error when no row can be a call: no column holds the number, or the ID names no column
 */
export function listedCalls(
  { headings, rows }: Table,
  { id, policy, defaults, country, allowedCountries }: ListOptions,
): ListedCall[] {
  const columns = headings.map((heading) => ({ heading, column: columnOf(heading) }));
  requireNumber(headings);
  requireNames(headings, id);
  requireAttributeNames(headings);
  const first = new Map<string, Row>();
  return rows.map((row): ListedCall => {
    const refuse = (problem: string): ListedCall => ({ ok: false, row, problem });
    if (row.problem !== undefined) return refuse(row.problem);
    const empty = namesIn(id).find((heading) => row.cells[heading] === '');
    if (empty !== undefined)
      return refuse(`${JSON.stringify(empty)} is empty, so the row has no workflow ID`);
    const workflowId = id.replace(placeholder, (_, heading: string) => row.cells[heading] ?? '');
    const earlier = first.get(workflowId);
    if (earlier && !sameCells(earlier, row)) {
      return refuse(
        `has the workflow ID of line ${earlier.line} (${workflowId}) but other content. Each row is one call: name another column in --id, or put a person's second number into a step of the policy`,
      );
    }
    first.set(workflowId, row);

    const members: Partial<Record<Member, string>> = {};
    const attributes: Record<string, string> = {};
    for (const { heading, column } of columns) {
      const cell = row.cells[heading] ?? '';
      if (cell === '') continue;
      if (column.kind === 'member') members[column.member] = cell;
      else attributes[column.attribute] = cell;
    }
    const number = numberInCell(members.destinationPhoneNumber ?? '', { country });
    if ('problem' in number) return refuse(`the number ${number.problem}`);
    const request: OutboundCallInput = {
      ...members,
      destinationPhoneNumber: number.e164,
      ...(allowedCountries ? { allowedCountries: [...allowedCountries] } : {}),
      attributes,
      policy,
    };
    const parsed = parseRequest(request, defaults);
    if (!parsed.ok) return refuse(describeProblems(parsed.problems).trim());
    return { ok: true, row, workflowId, request, warnings: parsed.warnings };
  });
}

const placeholder = /\{([^{}]+)\}/g;

function namesIn(id: string): string[] {
  return [...id.matchAll(placeholder)].flatMap(([, heading]) => (heading === undefined ? [] : [heading]));
}

function requireNumber(headings: readonly string[]): void {
  const numbers = headings.filter((heading) => isNumber(heading));
  if (numbers.length === 1) return;
  throw new Error(
    numbers.length === 0
      ? `no column holds phone numbers. Name one of them phone; the file has: ${headings.join(', ')}`
      : `several columns hold phone numbers: ${numbers.join(', ')}. Each row is a call to one number; put a person's other numbers into steps of the policy`,
  );
}

function requireNames(headings: readonly string[], id: string): void {
  const names = namesIn(id);
  if (names.length === 0) {
    throw new Error(
      `--id ${JSON.stringify(id)} gives every row the same workflow ID. Name a column in braces: "december-{${headings.find((heading) => !isNumber(heading)) ?? 'id'}}"`,
    );
  }
  for (const name of names) {
    if (!headings.includes(name)) {
      throw new Error(
        `--id names the column ${JSON.stringify(name)}, which the file lacks. It has: ${headings.join(', ')}`,
      );
    }
    if (isNumber(name)) {
      throw new Error(
        `--id names the column ${JSON.stringify(name)}. Temporal stores workflow IDs unencrypted, so they must not contain phone numbers`,
      );
    }
  }
}

function requireAttributeNames(headings: readonly string[]): void {
  const bad = headings.filter((heading) => {
    const column = columnOf(heading);
    return column.kind === 'attribute' && !attributeName.test(column.attribute);
  });
  if (bad.length === 0) return;
  throw new Error(
    `these headings can't name contact attributes: ${bad.join(', ')}. Use only letters, digits, "-" and "_", or remove the columns`,
  );
}

function isNumber(heading: string): boolean {
  const column = columnOf(heading);
  return column.kind === 'member' && column.member === 'destinationPhoneNumber';
}

function sameCells(one: Row, other: Row): boolean {
  return JSON.stringify(one.cells) === JSON.stringify(other.cells);
}
