import type { ConnectInspector, Inspected } from './inspect';

/** The pace of requests, and retries after throttling. */
export interface Pacing {
  /** Requests of one operation in a burst. @default 4: one less than Amazon Connect accepts */
  readonly burst?: number;
  /** Time between further requests, milliseconds. @default 500: Amazon Connect accepts 2 a second */
  readonly interval?: number;
  /** Waits before retries when throttled all the same, milliseconds. The quota counts for the whole account and Region. */
  readonly retries?: readonly number[];
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
}

/** "Amazon Connect API throttling quotas": 2 requests a second, bursts of 5, for each operation. Read on 2026-11-21. */
const defaults = { burst: 4, interval: 500, retries: [1_000, 2_000, 4_000] };

/** SearchContacts has its own quota (same page): one request in two seconds, and no burst. */
const searchPace = { burst: 1, interval: 2_000 };

/** Wrap an inspector so that it sends no faster than the quota of each operation allows, and retries when throttled. */
export function pacedInspector(inspector: ConnectInspector, pacing: Pacing = {}): ConnectInspector {
  const { burst, interval, retries, wait, now } = { ...defaults, wait: realWait, now: Date.now, ...pacing };

  const paced = <Request, T>(
    send: (request: Request) => Promise<Inspected<T>>,
    turn = turns(burst, interval),
  ) => {
    const attempt = async (request: Request, left: readonly number[]): Promise<Inspected<T>> => {
      const requestedAt = now();
      const early = turn(requestedAt) - requestedAt;
      if (early > 0) await wait(early);
      const answer = await send(request);
      const [retry, ...later] = left;
      if (answer.kind !== 'throttled' || retry === undefined) return answer;
      await wait(retry);
      return attempt(request, later);
    };
    return (request: Request) => attempt(request, retries);
  };

  const searches = turns(searchPace.burst, searchPace.interval);
  return {
    listPhoneNumbers: paced((request) => inspector.listPhoneNumbers(request)),
    describePhoneNumber: paced((request) => inspector.describePhoneNumber(request)),
    describeQueue: paced((request) => inspector.describeQueue(request)),
    describeContactFlow: paced((request) => inspector.describeContactFlow(request)),
    describeHoursOfOperation: paced((request) => inspector.describeHoursOfOperation(request)),
    effectiveHours: paced((request) => inspector.effectiveHours(request)),
    describeContact: paced((request) => inspector.describeContact(request)),
    listCalls: paced((request) => inspector.listCalls(request), searches),
    searchContacts: paced((request) => inspector.searchContacts(request), searches),
  };
}

/** The instant at which the next request may be sent: a bucket of `burst` tokens that regains one every `interval`. */
function turns(burst: number, interval: number): (now: number) => number {
  let full = -Infinity;
  return (now) => {
    const turn = Math.max(now, full - (burst - 1) * interval);
    full = Math.max(full, turn) + interval;
    return turn;
  };
}

function realWait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
