import { z } from 'zod';
import { days, duration, minutes } from '../policy/duration';

const shortestKey = 16;

const key = z.string({ error: 'a key is a secret text' }).min(shortestKey, {
  error: `a key has at least ${shortestKey} characters`,
});

/** Contacts are counted, and opt-outs known, across calls. */
export const ledgerSchema = z.strictObject({
  /**
   * Secrets; the workflow of a person's ledger is named by their number hashed with the first. What ledgers under the others knew
   * is moved as it is needed: to change the key, put the new one in front. At least 16 characters each.
   */
  keys: z
    .tuple([key], key, {
      error: `give a list of keys, the one in use first: secrets of at least ${shortestKey} characters`,
    })
    .refine((keys) => new Set(keys).size === keys.length, {
      error: 'a key is given twice: the one in use comes first, and after it those that were in use before',
    }),
  /** How long a contact is remembered after its end; longer than the longest limit that any policy may have. @default 90 days */
  keepFor: duration({ min: 1 * minutes }).default(90 * days),
});

export type LedgerInput = z.input<typeof ledgerSchema>;
export type LedgerSettings = z.output<typeof ledgerSchema>;
