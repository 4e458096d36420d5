import { z } from 'zod';
import { e164 } from '../policy/dial-options';
import { maskPhoneNumber } from '../mask';
import { longestReason, type OptOut } from './opt-outs';

const optOutSchema = z.strictObject({
  number: e164,
  since: z.iso.datetime({ offset: true, error: 'expected an instant with an offset: 2026-11-23T09:00:00Z' }),
  reason: z
    .string()
    .max(longestReason, { error: `a reason has at most ${longestReason} characters` })
    .regex(/^[^\r\n]*$/, { error: 'a reason is one line' })
    .optional(),
});

/** The opt-out, with its number in E.164. @throws TypeError that names the problem */
export function checkedOptOut(optOut: OptOut): OptOut {
  const parsed = optOutSchema.safeParse(optOut);
  if (parsed.success) return { ...optOut, number: parsed.data.number };
  const [issue] = parsed.error.issues;
  throw new TypeError(`${maskPhoneNumber(optOut.number)}: ${issue?.message ?? 'is not an opt-out'}`);
}

/** E.164. @throws TypeError when it is not a phone number with its country code */
export function checkedNumber(text: string): string {
  return checkedOptOut({ number: text, since: '1970-01-01T00:00:00Z' }).number;
}
