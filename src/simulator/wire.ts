import { randomUUID } from 'node:crypto';
import { ServiceError } from './errors';

/** An HTTP response in Amazon Connect's wire format (rest-json). */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function success(output: object): Answer {
  return { status: 200, headers: headers('application/json'), body: JSON.stringify(output) };
}

/** Clients read the exception's name from `x-amzn-ErrorType`. */
export function refusal({ code, status, message }: ServiceError): Answer {
  return {
    status,
    headers: { ...headers('application/json'), 'x-amzn-ErrorType': code },
    body: JSON.stringify({ Message: message }),
  };
}

/** An HTML error, as from a load balancer in front of the service. */
export function htmlError(): Answer {
  const body = '<html><head><title>503 Service Unavailable</title></head><body></body></html>';
  return { status: 503, headers: headers('text/html'), body };
}

/** The response with half of its body. */
export function truncated(answer: Answer): Answer {
  return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
}

/** The response of an operation: its output or its error. */
export function answerOf(operate: () => object): Answer {
  try {
    return success(operate());
  } catch (error) {
    if (error instanceof ServiceError) return refusal(error);
    throw error;
  }
}

function headers(contentType: string): Record<string, string> {
  return { 'content-type': contentType, 'x-amzn-RequestId': randomUUID() };
}
