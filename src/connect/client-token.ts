import { createHash } from 'node:crypto';
import { attemptId, type CallIdentity } from '../domain/call/attempt';

/**
 * The ClientToken of an attempt: always the same in every run of the call, and different for every attempt of every call. It
 * contains nothing that changes between two sends of one attempt.
 *
 * The workflow ID is hashed so that the token stays below Amazon Connect's 500 characters (a workflow ID may have 1,000).
 */
export function clientToken(call: CallIdentity, number: number): string {
  const workflow = createHash('sha256').update(call.workflowId).digest('hex').slice(0, 32);
  return `${attemptId(call, number)}.${workflow}`;
}

/** How long Amazon Connect remembers a token, milliseconds. Source: API reference, StartOutboundVoiceContact, ClientToken: 7 days. */
export const tokenLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** A token is trusted for a day less than its lifetime, so that neither a wrong clock nor a queue can make the phone ring twice. */
export const tokenTrustMs = tokenLifetimeMs - 24 * 60 * 60 * 1000;
