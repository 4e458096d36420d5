import type { ConnectInspector, Inspected } from './inspect';

/** The pace of requests, and retries after throttling. */
export interface Patience {
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
export function patiently(inspector: ConnectInspector, patience: Patience = {}): ConnectInspector {
  const { burst, interval, retries, wait, now } = { ...defaults, wait: realWait, now: Date.now, ...patience };

  const paced = <Asked, T>(ask: (asked: Asked) => Promise<Inspected<T>>, turn = turns(burst, interval)) => {
    const attempt = async (asked: Asked, left: readonly number[]): Promise<Inspected<T>> => {
      const asksAt = now();
      const early = turn(asksAt) - asksAt;
      if (early > 0) await wait(early);
      const answer = await ask(asked);
      const [retry, ...later] = left;
      if (answer.kind !== 'throttled' || retry === undefined) return answer;
      await wait(retry);
      return attempt(asked, later);
    };
    return (asked: Asked) => attempt(asked, retries);
  };

  const searches = turns(searchPace.burst, searchPace.interval);
  return {
    listPhoneNumbers: paced((asked) => inspector.listPhoneNumbers(asked)),
    describePhoneNumber: paced((asked) => inspector.describePhoneNumber(asked)),
    describeQueue: paced((asked) => inspector.describeQueue(asked)),
    describeContactFlow: paced((asked) => inspector.describeContactFlow(asked)),
    describeHoursOfOperation: paced((asked) => inspector.describeHoursOfOperation(asked)),
    effectiveHours: paced((asked) => inspector.effectiveHours(asked)),
    describeContact: paced((asked) => inspector.describeContact(asked)),
    listCalls: paced((asked) => inspector.listCalls(asked), searches),
    searchContacts: paced((asked) => inspector.searchContacts(asked), searches),
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
