/** A caller ID, as the networks of one country code see it. */
export interface Caller {
  readonly instanceId: string;
  /** Such as `number +12065550100`; `queue 1a2b…` where a step leaves the number to its queue. */
  readonly callerId: string;
  /** Country code of the destinations, such as `1`. */
  readonly callingCode: string;
}

/** A caller ID that networks block, as a worker reported it to a call. */
export interface BlockedCaller extends Caller {
  readonly why: string;
  /** Steps with another caller ID go first until then, milliseconds since the epoch. */
  readonly until: number;
}

export function isSameCaller(one: Caller, other: Caller): boolean {
  return (
    one.instanceId === other.instanceId &&
    one.callerId === other.callerId &&
    one.callingCode === other.callingCode
  );
}

/** The newest report of a caller ID replaces the earlier one. */
export function withBlockedCaller(
  known: readonly BlockedCaller[] | undefined,
  reported: BlockedCaller,
): readonly BlockedCaller[] {
  return [...(known ?? []).filter((one) => !isSameCaller(one, reported)), reported];
}
