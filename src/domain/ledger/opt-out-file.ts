import { z } from 'zod';
import { e164 } from '../policy/dial-options';
import { maskPhoneNumber } from '../mask';
import { longestReason, reasonInShort, type OptOut } from './opt-outs';

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

/** One line each: number, since, reason, separated by commas. The reason comes last, so it may contain commas. */
export function optOutLines(optOuts: readonly OptOut[]): string {
  return [...optOuts]
    .sort((one, other) => one.number.localeCompare(other.number))
    .map((one) => `${line(one)}\n`)
    .join('');
}

/** Text after a line break in a reason would be read as another number. */
function line({ number, since, reason = '' }: OptOut): string {
  const said = reasonInShort(reason);
  return [number, since, ...(said === '' ? [] : [said])].join(',');
}

/**
 * Parse such lines. A number alone is opted out since now. Empty lines and lines that begin with `#` are ignored.
 *
 * @param now ISO 8601
 * @throws TypeError that names the line
 */
export function parseOptOutLines(text: string, now: string): OptOut[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [number = '', since = '', ...reason] = line.split(',');
    const said = reason.join(',').trim();
    try {
      return [
        checkedOptOut({
          number: number.trim(),
          since: since.trim() || now,
          ...(said ? { reason: said } : {}),
        }),
      ];
    } catch (error) {
      throw new TypeError(`line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  });
}
