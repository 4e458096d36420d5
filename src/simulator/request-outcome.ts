import { internalServiceError, ServiceError, tooManyRequests } from './errors';
import { modelledExceptions } from './exceptions';
import type { FaultKind } from './fault-schema';
import { htmlError, refusal, truncated, type Answer } from './wire';

/** The client's view of its request. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly afterMs: number }
  /** The connection breaks without an answer. */
  | { readonly kind: 'drop' }
  /** The connection stays open, and no answer comes. */
  | { readonly kind: 'hang' };

/** Apply a fault to a request. @param accept carries the request out; the fault decides whether it is called */
export function outcomeUnder(fault: FaultKind | undefined, accept: () => Answer): Outcome {
  switch (fault?.kind) {
    case undefined:
      return answer(accept());
    case 'drop-before':
      return { kind: 'drop' };
    case 'drop-after':
      accept();
      return { kind: 'drop' };
    case 'hang-after':
      accept();
      return { kind: 'hang' };
    case 'error-after':
      accept();
      return answer(refusal(internalServiceError()));
    case 'html-error':
      return answer(htmlError());
    case 'html-error-after':
      accept();
      return answer(htmlError());
    case 'throttle':
      return answer(refusal(tooManyRequests()));
    case 'truncate-after':
      return answer(truncated(accept()));
    case 'error':
      return answer(refusal(configuredError(fault)));
    case 'slow':
      return answer(accept(), fault.milliseconds);
  }
}

function answer(given: Answer, afterMs = 0): Outcome {
  return { kind: 'answer', answer: given, afterMs };
}

function configuredError({ code, status, message }: Extract<FaultKind, { kind: 'error' }>): ServiceError {
  const text = message ?? 'This error was requested by a fault of the simulator';
  return new ServiceError(code, status ?? modelledExceptions[code] ?? 500, text);
}
