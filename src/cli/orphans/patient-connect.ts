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
import type { Quotas } from '../../domain/pacing/quotas';

/** Amazon Connect, asked at half of its quotas at most (the workers need them, too), and again where no answer came. */
export interface PatientConnect {
  /** Undefined where Amazon Connect knows no such contact. */
  describe(contact: ContactReference): Promise<Contact | undefined>;
  /** Empty where it takes no such search. */
  search(search: ContactSearch): Promise<readonly string[]>;
  stop(contact: ContactReference): Promise<void>;
}

type Rates = Pick<Quotas, 'describesPerSecond' | 'searchesPerSecond' | 'stopsPerSecond'>;

export function patientConnect(connect: Connect, rates: Rates): PatientConnect {
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
  return async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    for (let failures = 0; ; failures += 1) {
      await bucket.removeTokens(1);
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof ConnectError)) throw error;
        if (!isRetryable(error.type)) return undefined;
        // Somebody has to mend it, and must be told.
        if (error.type === FailureType.AccessDenied || failures === retries) throw error;
        await delay(backoff(betweenTries, failures));
      }
    }
  };
}

const retries = 3;
const betweenTries = { firstMs: 1_000, longestMs: 4_000 };
