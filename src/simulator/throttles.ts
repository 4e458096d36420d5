import { z } from 'zod';
import { operationNames, type OperationName } from './operations';

/** A token bucket: `burst` is its size, `ratePerSecond` its refill rate. */
export interface RateLimit {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** Request quotas: as documented, unlimited, or set for some operations. */
export type ThrottleSettings =
  'default' | 'off' | Readonly<Partial<Record<OperationName, RateLimit | 'off'>>>;

const rateLimitSchema = z.strictObject({
  ratePerSecond: z.number().min(0).max(1e6),
  burst: z.number().min(1).max(1e6),
});

export const throttleSettingsSchema: z.ZodType<ThrottleSettings> = z.union([
  z.enum(['default', 'off']),
  z.partialRecord(z.enum(operationNames), z.union([z.literal('off'), rateLimitSchema])),
]);

// "Amazon Connect API throttling quotas" (service quotas): 2 per second with bursts of 5, except those below.
const usual: RateLimit = { ratePerSecond: 2, burst: 5 };
const contactLimit: RateLimit = { ratePerSecond: 10, burst: 15 };
const exceptions: Partial<Record<OperationName, RateLimit>> = {
  DescribeContact: contactLimit,
  StopContact: contactLimit,
  GetContactAttributes: contactLimit,
  UpdateContactAttributes: contactLimit,
  SearchContacts: { ratePerSecond: 0.5, burst: 1 },
};

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** A token bucket per operation. Quotas are per account and Region, so all instances share them. */
export class Throttles {
  private limits = new Map<OperationName, RateLimit | 'off'>();
  private readonly buckets = new Map<OperationName, Bucket>();

  constructor(settings: ThrottleSettings) {
    this.set('default');
    this.set(settings);
  }

  /** Change the given quotas and refill their buckets. @throws ZodError when the settings are invalid */
  set(settings: ThrottleSettings): void {
    const valid = throttleSettingsSchema.parse(settings);
    for (const name of operationNames) {
      const limit = valid === 'off' ? 'off' : valid === 'default' ? (exceptions[name] ?? usual) : valid[name];
      if (limit === undefined) continue;
      this.limits.set(name, limit);
      this.buckets.delete(name);
    }
  }

  current(): Record<string, RateLimit | 'off'> {
    return Object.fromEntries(this.limits);
  }

  /** Whether a request may pass at `now`; if so, takes a token. */
  pass(operation: OperationName, now: number): boolean {
    const limit = this.limits.get(operation);
    if (limit === undefined || limit === 'off') return true;
    const { tokens, at } = this.buckets.get(operation) ?? { tokens: limit.burst, at: now };
    const refilled = (Math.max(0, now - at) / 1000) * limit.ratePerSecond;
    const available = Math.min(limit.burst, tokens + refilled);
    const passes = available >= 1;
    this.buckets.set(operation, { tokens: passes ? available - 1 : available, at: Math.max(now, at) });
    return passes;
  }

  refill(): void {
    this.buckets.clear();
  }
}
