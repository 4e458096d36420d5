import type { z } from 'zod';
import { outboundCallRequestSchema, type OutboundCallRequest } from './call';
import { maskPhoneNumber } from './mask';
import { phoneNumberWarnings } from './phone-number';
import type { Policy } from './policy';

/** What a policy may leave out because temporal.config.ts says it. */
export interface RequestDefaults {
  readonly instanceId?: string;
  readonly contactFlowId?: string;
}

/** One thing wrong with a request. */
export interface RequestProblem {
  /** Where, such as `policy.steps[1].queueId`; empty for the request as a whole. */
  readonly path: string;
  readonly message: string;
}

export type ParsedRequest =
  | { readonly ok: true; readonly request: OutboundCallRequest; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] };

/**
 * Check a request and fill in its defaults. Parsing a parsed request again changes nothing, so that a request
 * recorded by an older version gets the defaults of what it did not know.
 */
export function parseRequest(input: unknown, defaults: RequestDefaults = {}): ParsedRequest {
  const parsed = outboundCallRequestSchema.safeParse(withDefaults(input, defaults));
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map(toProblem) };
  }
  return { ok: true, request: parsed.data, warnings: warningsOf(parsed.data) };
}

/** `policy.steps[0].queueId: …` for each problem, a line each. */
export function describeProblems(problems: readonly RequestProblem[]): string {
  return problems.map(({ path, message }) => `${path || 'request'}: ${message}`).join('\n');
}

function withDefaults(input: unknown, defaults: RequestDefaults): unknown {
  if (!isRecord(input) || !isRecord(input['policy'])) return input;
  const { policy } = input;
  const instanceId = policy['instanceId'] ?? defaults.instanceId;
  const contactFlowId = policy['contactFlowId'] ?? defaults.contactFlowId;
  return { ...input, policy: { ...policy, instanceId, contactFlowId } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toProblem(issue: z.core.$ZodIssue): RequestProblem {
  const path = issue.path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
  return { path, message: issue.message };
}

function warningsOf({ policy, ...request }: OutboundCallRequest): string[] {
  const warnings: string[] = [];
  const detects = (level: OutboundCallRequest['policy']['steps'][number]) =>
    (level.answerMachineDetectionConfig ?? request.answerMachineDetectionConfig)
      ?.enableAnswerMachineDetection === true;
  if (differsFromDefault(policy, 'voicemail') && !policy.steps.some(detects)) {
    warnings.push(
      'policy.on.voicemail never applies: without answering machine detection (which needs campaign traffic) Amazon Connect cannot tell a voicemail from a person.',
    );
  }
  const possible = policy.steps.reduce((sum, step) => sum + step.attempts, 0);
  if (policy.limits.attempts > possible) {
    warnings.push(
      `policy.limits.attempts is ${policy.limits.attempts}, but the steps make at most ${possible} attempts.`,
    );
  }
  const numbers = new Set([
    request.destinationPhoneNumber,
    ...policy.steps.flatMap((step) => step.destinationPhoneNumber ?? []),
  ]);
  for (const number of numbers) {
    warnings.push(...phoneNumberWarnings(number).map((warning) => `${maskPhoneNumber(number)}: ${warning}`));
  }
  return warnings;
}

function differsFromDefault(policy: Policy, disposition: 'voicemail'): boolean {
  const rule = policy.on[disposition];
  return rule.action !== 'retry' || rule.retryAfter !== undefined;
}
