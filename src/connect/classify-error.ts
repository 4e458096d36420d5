import { ConnectError } from './connect-error';
import { safeMessage } from './safe-message';
import { FailureType } from '../contract/failure-type';
import { isObject } from '../domain/is-object';

/**
 * Convert an error of the AWS SDK to a {@link ConnectError}. The SDK throws more than service exceptions: an HTML error page gives a
 * SyntaxError, a missing credential an error without HTTP status, a cut connection Node's own error.
 *
 * Temporal stores messages, stacks and causes of failures outside of the encrypted payloads. So the message is made safe, and the error
 * itself is not kept.
 *
 * @param wasSent false if the error was thrown before the request was handed to a connection
 * @param personal what the request says about the person, to be masked
 */
export function classifyError(
  error: unknown,
  request: string,
  wasSent: boolean,
  personal: readonly string[] = [],
): ConnectError {
  if (error instanceof ConnectError) return error;
  const { name, message, status, code } = facts(error);
  const fail = (type: FailureType, mayHaveTakenEffect: boolean) =>
    new ConnectError(type, `${request}: ${name}: ${safeMessage(message, personal)}`, mayHaveTakenEffect);

  // Not an answer of Amazon Connect: a missing region, or a failed request of the credentials chain.
  if (!wasSent) return fail(accessNames.has(name) ? FailureType.AccessDenied : FailureType.Network, false);

  const modelled = modelledExceptions.get(name);
  if (modelled) return fail(modelled, modelled === FailureType.InternalService);
  if (status === 429 || throttlingNames.has(name)) return fail(FailureType.Throttled, false);
  if (accessNames.has(name)) return fail(FailureType.AccessDenied, false);
  // An unreadable body (not JSON, or members of other types) has no exception name, whatever its status, so it does not
  // prove a refusal.
  if (error instanceof SyntaxError || error instanceof TypeError)
    return fail(FailureType.MalformedAnswer, true);
  if (status !== undefined && status >= 500) return fail(FailureType.InternalService, true);
  if (status === 403) return fail(FailureType.AccessDenied, false);
  if (status !== undefined && status >= 400) return fail(FailureType.Refused, false);
  return fail(FailureType.Network, !neverConnected.has(code));
}

const modelledExceptions: ReadonlyMap<string, FailureType> = new Map(
  [
    FailureType.InvalidRequest,
    FailureType.InvalidParameter,
    FailureType.ResourceNotFound,
    FailureType.InternalService,
    FailureType.LimitExceeded,
    FailureType.DestinationNotAllowed,
    FailureType.OutboundContactNotPermitted,
  ].map((type) => [type, type]),
);

const throttlingNames: ReadonlySet<string> = new Set(['TooManyRequestsException', 'ThrottlingException']);

/** Exceptions about the identity of the sender. */
export const identityNames: ReadonlySet<string> = new Set([
  'UnrecognizedClientException',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'IncompleteSignature',
  'MissingAuthenticationTokenException',
  'RequestExpired',
  // Thrown by the SDK itself, before anything is sent.
  'CredentialsProviderError',
  'TokenProviderError',
]);

/** Exceptions about the identity and the permissions of the sender. */
const accessNames: ReadonlySet<string> = new Set([...identityNames, 'AccessDeniedException']);

/** Errors of a connection that was never established: nothing was sent. */
const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function facts(error: unknown): { name: string; message: string; status?: number; code: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), code: '' };
  const status =
    isObject(error) && isObject(error['$metadata']) ? error['$metadata']['httpStatusCode'] : undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return {
    name: error.name,
    message: error.message,
    ...(typeof status === 'number' ? { status } : {}),
    code,
  };
}
