/** An error response of Amazon Connect. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    /** The exception's name, as in the `x-amzn-ErrorType` header. */
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A malformed request: not JSON, or a member is missing, has the wrong type or contradicts another. */
export const invalidRequest = (message: string) => new ServiceError('InvalidRequestException', 400, message);

/** A member's value is out of range. */
export const invalidParameter = (message: string) =>
  new ServiceError('InvalidParameterException', 400, message);

export const notFound = (thing: string, id: string) =>
  new ServiceError('ResourceNotFoundException', 404, `${thing} ${id} not found`);

export const contactNotFound = (contactId: string) =>
  new ServiceError('ContactNotFoundException', 410, `Contact ${contactId} not found`);

const destinationNotAllowed = (e164: string) =>
  new ServiceError('DestinationNotAllowedException', 403, `Outbound calls to ${e164} are not allowed`);

export const accessDenied = (message: string) => new ServiceError('AccessDeniedException', 403, message);

export const limitExceeded = (message: string) => new ServiceError('LimitExceededException', 429, message);

export const serviceQuotaExceeded = (message: string) =>
  new ServiceError('ServiceQuotaExceededException', 402, message);

export const duplicateResource = (message: string) =>
  new ServiceError('DuplicateResourceException', 409, message);

export const contactFlowNotPublished = (contactFlowId: string) =>
  new ServiceError('ContactFlowNotPublishedException', 404, `Contact flow ${contactFlowId} is not published`);

export const tooManyRequests = () => new ServiceError('TooManyRequestsException', 429, 'Rate exceeded');

export const internalServiceError = () =>
  new ServiceError('InternalServiceException', 500, 'Request processing failed because of an unknown error');

export const unknownOperation = (method: string, path: string) =>
  new ServiceError('UnknownOperationException', 404, `The simulator has no operation at ${method} ${path}`);

/** The exceptions of the dispositions that refuse a dial. */
export const dialRefusals = {
  'not-allowed': destinationNotAllowed,
  'not-permitted': () =>
    new ServiceError('OutboundContactNotPermittedException', 403, 'The contact is not permitted.'),
  'internal-error': internalServiceError,
} as const;

export type RefusedDisposition = keyof typeof dialRefusals;

export function isRefused(disposition: string): disposition is RefusedDisposition {
  return Object.hasOwn(dialRefusals, disposition);
}
