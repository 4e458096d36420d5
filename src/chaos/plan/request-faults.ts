import type { Fault, OperationName } from '../../simulator';

/**
 * What requests to Amazon Connect meet throughout the storm: about one in five. Each kind has a row of chances of its own.
 *
 * @param span of the storm, milliseconds: some faults make a call wait for half a minute, too long for a short one
 */
export function planRequestFaults(seed: number, span: number): Fault[] {
  const isLong = span >= 60_000;
  const faults: Fault[] = [
    ...lost(dial, 0.025),
    { operation: dial, kind: 'hang-after', probability: 0.005 },
    { operation: dial, kind: 'slow', milliseconds: 700, probability: 0.03 },
    { operation: dial, kind: 'throttle', probability: 0.03 },
    { operation: dial, kind: 'error', code: 'ThrottlingException', status: 400, probability: 0.01 },
    { operation: dial, kind: 'error', code: 'InternalServiceException', probability: 0.02 },
    ...(isLong
      ? ([
          { operation: dial, kind: 'error', code: 'LimitExceededException', probability: 0.003 },
          { operation: dial, kind: 'error', code: 'AccessDeniedException', status: 403, probability: 0.003 },
        ] satisfies Fault[])
      : []),
    ...(['DescribeContact', 'StopContact', 'SearchContacts'] as const).flatMap((operation): Fault[] => [
      ...lost(operation, 0.015),
      { operation, kind: 'throttle', probability: 0.05 },
      { operation, kind: 'slow', milliseconds: 400, probability: 0.05 },
      { operation, kind: 'error', code: 'InternalServiceException', probability: 0.02 },
    ]),
  ];
  return faults.map((fault, index) => ({ ...fault, seed: seed + index }));
}

const dial = 'StartOutboundVoiceContact';

/** Every way in which an answer, or the request itself, gets lost; each with this probability. */
function lost(operation: OperationName, probability: number): Fault[] {
  const kinds = [
    'drop-before',
    'drop-after',
    'error-after',
    'html-error',
    'html-error-after',
    'truncate-after',
  ] as const;
  return kinds.map((kind) => ({ operation, kind, probability }));
}
