import { z } from 'zod';
import { days, duration, minutes } from '../policy/duration';
import { howToMakeAKey, readSecretKey } from '../secret-key';

// With a key that can be guessed, whoever reads workflow IDs can try out all numbers.
const key = z.string({ error: `a key is a secret string. ${howToMakeAKey}` }).check((context) => {
  const read = readSecretKey(context.value);
  if ('problem' in read) context.issues.push({ code: 'custom', message: read.problem, input: context.value });
});

/** Counts attempts, and shares opt-outs, across calls. */
export const ledgerSchema = z.strictObject({
  /**
   * Secrets of 32 random bytes, in base64 or hex: `openssl rand -base64 32`. The workflow ID of a person's ledger is their number hashed with the first key. To change the
   * key, put the new one in front: ledgers under the other keys are moved when they are needed.
   */
  keys: z
    .tuple([key], key, {
      error: `give a list of keys, the one in use first. ${howToMakeAKey}`,
    })
    .refine((keys) => new Set(keys).size === keys.length, {
      error: 'a key is given twice: give the current key first, then the earlier ones',
    }),
  /** How long an attempt is remembered after its end; must exceed the longest limit of any policy. @default 90 days */
  keepFor: duration({ min: 1 * minutes }).default(90 * days),
});

export type LedgerInput = z.input<typeof ledgerSchema>;
export type LedgerSettings = z.output<typeof ledgerSchema>;
