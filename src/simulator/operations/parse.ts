import type { z } from 'zod';
import { invalidParameter, invalidRequest, ServiceError } from '../errors';

/** Parse a JSON body with a schema. Unknown members are ignored, as by the real service. */
export function parseBody<T>(schema: z.ZodType<T>, body: string): T {
  return parseMembers(schema, readJson(body));
}

/** Parse members with a schema. AWS's exact exception for each mistake is not established. */
export function parseMembers<T>(schema: z.ZodType<T>, members: unknown): T {
  const parsed = schema.safeParse(members);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const message = issue ? `${issue.path.join('.') || 'Body'}: ${issue.message}` : 'Invalid request';
  // Missing members and wrong types make the request malformed; a value out of range is an invalid parameter.
  throw issue?.code === 'invalid_type' ? invalidRequest(message) : invalidParameter(message);
}

/** For an operation whose model has only one of the two exceptions: throw that one. */
export function refusingWith<T>(only: (message: string) => ServiceError, operate: () => T): T {
  try {
    return operate();
  } catch (error) {
    throw error instanceof ServiceError && error.status === 400 ? only(error.message) : error;
  }
}

function readJson(body: string): unknown {
  try {
    // In AWS's JSON protocols a null member is an absent one.
    return JSON.parse(body, (_, value: unknown) => (value === null ? undefined : value));
  } catch {
    throw invalidRequest('The body is not JSON');
  }
}
