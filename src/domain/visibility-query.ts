/*
 * Queries of Temporal's visibility. A lint rule forbids to write one elsewhere, since a text that is not escaped can end its string and
 * search for something else.
 */

/** A condition of a query, as one of these functions made it. */
export type Condition = string;

export function is(attribute: string, text: string): Condition {
  return `${attribute} = ${quoted(text)}`;
}

export function isNot(attribute: string, text: string): Condition {
  return `${attribute} != ${quoted(text)}`;
}

export function isOneOf(attribute: string, texts: readonly string[]): Condition {
  return `${attribute} IN (${texts.map(quoted).join(', ')})`;
}

export function isNotBefore(attribute: string, instant: Date): Condition {
  return `${attribute} >= ${quoted(instant.toISOString())}`;
}

export function startsNotWith(attribute: string, text: string): Condition {
  return `${attribute} NOT STARTS_WITH ${quoted(text)}`;
}

/**
 * A condition that every workflow with this ID meets, and perhaps others: compare their IDs. The server compares a text as it would be
 * written in a query, so an ID with a backslash, a quotation mark or a control character can't be searched for (measured on 1.32.0). Then
 * the condition is about the characters before it, and empty where there are none: all workflows.
 */
export function mayHaveWorkflowId(workflowId: string): Condition {
  if (/^[^\\'"\p{Cc}]*$/u.test(workflowId)) return is('WorkflowId', workflowId);
  const [before = ''] = /^[^\\'"%_!\p{Cc}]*/u.exec(workflowId) ?? [];
  return before === '' ? '' : `WorkflowId STARTS_WITH ${quoted(before)}`;
}

/**
 * Runs that have not ended. Temporal's Workflow Pause gives such a run another status than `Running`, and servers before 1.30 refuse the
 * name of that status.
 */
export const isOpen: Condition = 'CloseTime IS NULL';

export function openRunsOf(type: string): Condition {
  return allOf(is('WorkflowType', type), isOpen);
}

export function allOf(...conditions: readonly Condition[]): Condition {
  return conditions.join(' AND ');
}

/** The server reads strings as MySQL does: a backslash escapes the next character, so it is escaped itself. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
