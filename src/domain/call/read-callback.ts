import ms from 'ms';
import { Temporal } from '../date-time';
import { latestInstantOf } from '../hours/local-instant';
import { iso } from '../iso';
import { placeOfCallee } from '../places/place-of';
import { askedCallback } from './after-call';
import { withRecords, type Attempt, type AttemptFacts } from './attempt';
import type { OutboundCallRequest } from './call';
import { callbacksMade } from './callback';
import type { CallbackRequest } from './callback-request';

/**
 * What the attributes of an ended contact ask for. Without the attribute, what they asked for before. A value that was read before means
 * the same again, since a callback may have been made since.
 *
 * @param attempt as it ended
 * @param attempts the earlier ones, and perhaps this one's former record
 */
export function readCallback(
  attributes: Readonly<Record<string, string>>,
  attempt: Attempt,
  {
    request,
    attempts,
  }: { readonly request: OutboundCallRequest; readonly attempts: readonly AttemptFacts[] },
): CallbackRequest | undefined {
  const { callbacks } = request.policy;
  const asked = askedCallback(request.policy, attributes);
  if (!callbacks || asked === '') return undefined;
  const before = attempts.find(({ number }) => number === attempt.number)?.callbackRequest;
  if (asked === undefined || asked === before?.asked) return before;

  const read = readTime(asked, request);
  if ('why' in read) return { asked, why: read.why };
  const { at } = read;
  const endedAt = Date.parse(attempt.endedAt);
  if (at <= endedAt)
    return { asked, why: `the time is not after the end of the attempt, ${attempt.endedAt}` };
  if (at >= endedAt + callbacks.within) {
    const within = ms(callbacks.within, { long: true });
    return {
      asked,
      why: `the time is later than policy.callbacks.within allows: ${within} after the attempt`,
    };
  }
  if (callbacksMade(withRecords<AttemptFacts>(attempts, [attempt])).length >= callbacks.atMost) {
    return { asked, why: `the call has made the ${callbacks.atMost} that policy.callbacks.atMost allows` };
  }
  return { asked, at: iso(at) };
}

function readTime(
  asked: string,
  request: OutboundCallRequest,
): { readonly at: number } | { readonly why: string } {
  const text = asked.replace(' ', 'T');
  try {
    if (!localTime.test(text)) return { at: Temporal.Instant.from(text).epochMilliseconds };
    const local = Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').epochMilliseconds;
    const at = latestInstantOf(local, placeOfCallee(request).zones);
    return at === undefined
      ? { why: 'the time has no offset, and the time zone of the person is not known' }
      : { at };
  } catch {
    return {
      why: "the value is not a time in ISO 8601, such as 2026-12-03T15:00 on the person's clock or 2026-12-03T15:00:00-08:00",
    };
  }
}

const localTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?$/;
