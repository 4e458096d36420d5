import type { Fault, OperationName } from '../../simulator';

/**
 * Faults of requests to Amazon Connect throughout the storm: they hit about one in five. Each fault has its own seed.
 *
 * @param spanMs some faults delay a call by half a minute, too long for a short storm
 */
export function planRequestFaults(seed: number, spanMs: number): Fault[] {
  const isLong = spanMs >= 60_000;
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

/** All faults that lose the request or its response, each with this probability. */
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
