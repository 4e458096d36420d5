import type { z } from 'zod';
import { isKnownWord, similarWord } from './vocabulary';

/** One problem of a request. It repeats nothing of the request, which may be personal data: a caller may mix up members. */
export interface RequestProblem {
  /**
   * Where, such as `policy.steps[1].queueId`; empty for the request as a whole. A name that the schema does not have is replaced by its position:
   * `attributes.<member 2>`.
   */
  readonly path: string;
  readonly message: string;
}

/** One line per problem: `policy.steps[0].queueId: …`. */
export function describeProblems(problems: readonly RequestProblem[], whole = 'request'): string {
  return problems.map(({ path, message }) => `${path || whole}: ${message}`).join('\n');
}

/** @param input what was parsed */
export function problemsOf(issues: readonly z.core.$ZodIssue[], input: unknown): RequestProblem[] {
  return issues.map((issue) => ({ path: pathIn(input, issue.path), message: messageOf(issue, input) }));
}

function messageOf(issue: z.core.$ZodIssue, input: unknown): string {
  const value = at(input, issue.path);
  if (issue.code === 'unrecognized_keys') return unknownMembers(issue.keys, value);
  // Custom checks say all there is to say.
  const isComplete = issue.code === 'custom' || issue.path.length === 0;
  return isComplete ? issue.message : `${issue.message} (given: ${described(value)})`;
}

function unknownMembers(names: readonly string[], value: unknown): string {
  const each = names.map((name) => {
    const similar = similarWord(name);
    const meant = similar === undefined ? '' : `; did you mean ${JSON.stringify(similar)}?`;
    return `${memberOf(value, name)} (${name.length} characters${meant})`;
  });
  const noun = names.length === 1 ? 'an unknown member' : `${names.length} unknown members`;
  return `has ${noun}: ${each.join(', ')}`;
}

/** A path in words; what the schema does not know is replaced by its position. @param input what the path leads into */
export function pathIn(input: unknown, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key, index) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    const shown = isKnownWord(name) ? name : `<${memberOf(at(input, path.slice(0, index)), name)}>`;
    return text === '' ? shown : `${text}.${shown}`;
  }, '');
}

/** A member by its position. */
function memberOf(value: unknown, name: string): string {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return `member ${names.indexOf(name) + 1}`;
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, key)?.value
        : undefined,
    input,
  );
}

function described(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  // A phone number without quotes is a number too.
  if (typeof value === 'number') return describedNumber(value);
  if (typeof value === 'string') return `a string of ${value.length} characters`;
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
}

function describedNumber(value: number): string {
  if (Math.abs(value) < 1_000 && Number.isInteger(value)) return String(value);
  return `a ${value < 0 ? 'negative ' : ''}number${Number.isInteger(value) ? '' : ' with decimals'}`;
}
