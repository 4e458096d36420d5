import { classifyError, identityNames } from './classify-error';
import { FailureType } from '../contract/failure-type';
import type { NotInspected } from './inspect';

/** Classify an error of a look-up: what does it say about the requested resource? */
export function notInspected(error: unknown, operation: string): NotInspected {
  const name = error instanceof Error ? error.name : '';
  const says = `${name || 'Error'}: ${error instanceof Error ? error.message : String(error)}`;
  if (name === 'ContactFlowNotPublishedException') return { kind: 'not-published' };
  const { type } = classifyError(error, operation, true);
  switch (type) {
    case FailureType.ResourceNotFound:
    // An invalid identifier is refused before it is looked up.
    case FailureType.InvalidParameter:
    case FailureType.InvalidRequest:
      return { kind: 'not-found', says };
    case FailureType.AccessDenied:
      return identityNames.has(name)
        ? { kind: 'credentials-refused', says }
        : { kind: 'not-permitted', permission: `connect:${operation}`, says };
    case FailureType.Throttled:
    case FailureType.LimitExceeded:
      return { kind: 'throttled' };
    case FailureType.Network:
      return { kind: 'unreachable', says };
    default:
      return { kind: 'failed', says };
  }
}
