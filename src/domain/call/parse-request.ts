import type { z } from 'zod';
import { outboundCallRequestSchema, type OutboundCallRequest } from './call';
import { otherInstances } from './other-instances';
import { ruleFor } from '../policy/disposition-rules';
import type { Almanac } from '../hours/almanac';
import { maskPhoneNumber } from '../mask';
import { phoneNumberWarnings } from '../phone-number';
import { placeOfCallee } from '../places/place-of';
import { placeWarnings } from '../places/place-warnings';
import type { Policy } from '../policy/policy';
import { ringTimeoutWarnings } from '../policy/ring-timeout-warnings';
import { applyRules } from '../rules/apply-rules';
import { shortRings } from '../rules/short-rings';
import { isObject } from '../is-object';

/** Members that a policy may omit because temporal.config.ts supplies them. */
export interface RequestDefaults {
  readonly instanceId?: string;
  readonly contactFlowId?: string;
}

/** One problem of a request. */
export interface RequestProblem {
  /** Where, such as `policy.steps[1].queueId`; empty for the request as a whole. */
  readonly path: string;
  readonly message: string;
}

export type ParsedRequest =
  | { readonly ok: true; readonly request: OutboundCallRequest; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] };

/**
 * Check a request and fill in its defaults. Parsing a parsed request changes nothing, except that a request recorded by an older
 * version gets the defaults of newer members.
 *
 * @param almanac if given, it must know the holidays of the policy and its rules, and the warnings of the rules are returned
 */
export function parseRequest(
  input: unknown,
  defaults: RequestDefaults = {},
  almanac?: Almanac,
): ParsedRequest {
  const given = withDefaults(input, defaults);
  const parsed = outboundCallRequestSchema.safeParse(given);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => toProblem(issue, input)) };
  }
  const elsewhere = otherInstances(given, parsed.data.policy.instanceId);
  if (elsewhere.length > 0) {
    return { ok: false, problems: elsewhere.map(({ path, message }) => ({ path: inWords(path), message })) };
  }
  if (!almanac) return { ok: true, request: parsed.data, warnings: warningsOf(parsed.data) };
  const problems = unknownHolidays(parsed.data.policy, almanac);
  const rules = rulesFor(parsed.data, almanac);
  if (!rules.ok) problems.push(rules.problem);
  if (!rules.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, request: parsed.data, warnings: [...warningsOf(parsed.data), ...rules.warnings] };
}

function unknownHolidays({ callingHours }: Policy, almanac: Almanac): RequestProblem[] {
  const calendars = callingHours?.holidays ?? [];
  return calendars.flatMap((calendar, index) => {
    try {
      almanac.holidays(calendar, knownYear);
      return [];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return [{ path: `policy.callingHours.holidays[${index}]`, message }];
    }
  });
}

type RulesForCallee =
  | { readonly ok: true; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problem: RequestProblem };

/** The warnings of the request's rules, or the problem that the almanac lacks their holidays. */
function rulesFor(request: OutboundCallRequest, almanac: Almanac): RulesForCallee {
  try {
    const applied = applyRules(request.policy.rules, placeOfCallee(request), almanac, [knownYear]);
    return { ok: true, warnings: [...applied.warnings, ...shortRings(request, applied.ring)] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: { path: 'policy.rules', message } };
  }
}

/** An almanac knows a calendar in every year or in none. */
const knownYear = 2026;

/** One line per problem: `policy.steps[0].queueId: …`. */
export function describeProblems(problems: readonly RequestProblem[]): string {
  return problems.map(({ path, message }) => `${path || 'request'}: ${message}`).join('\n');
}

function withDefaults(input: unknown, defaults: RequestDefaults): unknown {
  if (!isObject(input) || !isObject(input['policy'])) return input;
  const { policy } = input;
  const instanceId = policy['instanceId'] ?? defaults.instanceId;
  const contactFlowId = policy['contactFlowId'] ?? defaults.contactFlowId;
  return { ...input, policy: { ...policy, instanceId, contactFlowId } };
}

function toProblem(issue: z.core.$ZodIssue, input: unknown): RequestProblem {
  // Custom checks already name the given value where it helps, and unknown members are named by zod.
  const isComplete = issue.code === 'custom' || issue.code === 'unrecognized_keys' || issue.path.length === 0;
  return {
    path: inWords(issue.path),
    message: isComplete ? issue.message : `${issue.message} (given: ${described(at(input, issue.path))})`,
  };
}

function inWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
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

/** Describes a value without repeating it, since a string may be personal data. */
function described(value: unknown): string {
  if (value === undefined) return 'nothing';
  // A phone number without quotes is a number too.
  if (typeof value === 'number') return Math.abs(value) < 1e6 ? String(value) : 'a large number';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `a string of ${value.length} characters`;
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
}

function warningsOf(parsed: OutboundCallRequest): string[] {
  const { policy, ...request } = parsed;
  const warnings = placeWarnings(parsed);
  const detects = (level: OutboundCallRequest['policy']['steps'][number]) =>
    (level.answerMachineDetectionConfig ?? request.answerMachineDetectionConfig)
      ?.enableAnswerMachineDetection === true;
  if (differsFromDefault(policy, 'voicemail') && !policy.steps.some(detects)) {
    warnings.push(
      'policy.on.voicemail never applies: without answering machine detection (which needs campaign traffic) Amazon Connect cannot tell a voicemail from a person.',
    );
  }
  warnings.push(...ringTimeoutWarnings(parsed));
  if (
    policy.callbacks?.attribute !== undefined &&
    policy.reachedWhen === 'connected' &&
    !policy.minTalkSeconds
  ) {
    warnings.push(
      'policy.callbacks.attribute never applies: with "reachedWhen": "connected" a person who names a time is reached, and the call ends. Let reachedWhen name an attribute.',
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
  const rule = ruleFor(policy.on, disposition);
  return rule.action !== 'retry' || rule.retryAfter !== undefined;
}
