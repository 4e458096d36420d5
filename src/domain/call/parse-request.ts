import { outboundCallRequestSchema, type OutboundCallRequest } from './call';
import { otherInstances } from './other-instances';
import type { Almanac } from '../hours/almanac';
import { placeOfCallee } from '../places/place-of';
import type { Policy } from '../policy/policy';
import { applyRules } from '../rules/apply-rules';
import { shortRingWarnings } from '../rules/short-ring-warnings';
import { isObject } from '../is-object';
import { requestWarnings } from './request-warnings';
import { pathIn, problemsOf, type RequestProblem } from './request-problem';

export { describeProblems, type RequestProblem } from './request-problem';

/** Members that a policy may omit because temporal.config.ts supplies them. */
export interface RequestDefaults {
  readonly instanceId?: string;
  readonly contactFlowId?: string;
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
    return { ok: false, problems: problemsOf(parsed.error.issues, input) };
  }
  const elsewhere = otherInstances(given, parsed.data.policy.instanceId);
  if (elsewhere.length > 0) {
    return {
      ok: false,
      problems: elsewhere.map(({ path, message }) => ({ path: pathIn(given, path), message })),
    };
  }
  if (!almanac) return { ok: true, request: parsed.data, warnings: requestWarnings(parsed.data) };
  const problems = unknownHolidays(parsed.data.policy, almanac);
  const rules = rulesFor(parsed.data, almanac);
  if (!rules.ok) problems.push(rules.problem);
  if (!rules.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, request: parsed.data, warnings: [...requestWarnings(parsed.data), ...rules.warnings] };
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
    return { ok: true, warnings: [...applied.warnings, ...shortRingWarnings(request, applied.ring)] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: { path: 'policy.rules', message } };
  }
}

/** An almanac knows a calendar in every year or in none. */
const knownYear = 2026;

function withDefaults(input: unknown, defaults: RequestDefaults): unknown {
  if (!isObject(input) || !isObject(input['policy'])) return input;
  const { policy } = input;
  const instanceId = policy['instanceId'] ?? defaults.instanceId;
  const contactFlowId = policy['contactFlowId'] ?? defaults.contactFlowId;
  return { ...input, policy: { ...policy, instanceId, contactFlowId } };
}
