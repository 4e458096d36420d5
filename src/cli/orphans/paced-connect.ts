import { setTimeout as delay } from 'node:timers/promises';
import { TokenBucket } from 'limiter';
import {
  ConnectError,
  FailureType,
  type Connect,
  type ContactReference,
  type ContactSearch,
} from '../../connect';
import { isRetryable } from '../../connect/connect-error';
import { backoff } from '../../domain/backoff';
import type { Contact } from '../../domain/call/contact';
import type { Quotas } from '../../pacing/quotas';

/** Amazon Connect at up to half of its quotas (workers need the rest), with retries of retryable errors. */
export interface PacedConnect {
  /** Undefined if the contact does not exist. */
  describe(contact: ContactReference): Promise<Contact | undefined>;
  /** Empty if Amazon Connect refuses the search. */
  search(search: ContactSearch): Promise<readonly string[]>;
  stop(contact: ContactReference): Promise<void>;
}

type Rates = Pick<Quotas, 'describesPerSecond' | 'searchesPerSecond' | 'stopsPerSecond'>;

/** @throws ConnectError when access is denied, or after the last retry */
export function pacedConnect(connect: Connect, rates: Rates): PacedConnect {
  const describing = paced(rates.describesPerSecond / 2);
  const searching = paced(rates.searchesPerSecond / 2);
  const stopping = paced(rates.stopsPerSecond / 2);
  return {
    describe: (contact) => describing(() => connect.describeContact(contact)),
    search: async (search) => (await searching(() => connect.searchContacts(search))) ?? [],
    stop: async (contact) => {
      await stopping(() => connect.stopContact(contact));
    },
  };
}

function paced(perSecond: number) {
  const bucket = new TokenBucket({
    bucketSize: Math.max(1, perSecond),
    tokensPerInterval: perSecond,
    interval: 'second',
  });
  bucket.content = bucket.bucketSize;
  return async <T>(request: () => Promise<T>): Promise<T | undefined> => {
    for (let failures = 0; ; failures += 1) {
      await bucket.removeTokens(1);
      try {
        return await request();
      } catch (error) {
        if (!(error instanceof ConnectError)) throw error;
        if (!isRetryable(error.type)) return undefined;
        // A missing permission must be fixed: report it at once.
        if (error.type === FailureType.AccessDenied || failures === maxRetries) throw error;
        await delay(backoff(retryBackoff, failures));
      }
    }
  };
}

const maxRetries = 3;
const retryBackoff = { firstMs: 1_000, longestMs: 4_000 };
