import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { days } from '../domain/policy/duration';
import { dateOf } from '../domain/iso';
import { datesFromCalendar, datesFromList, type CalendarDates } from '../holidays';
import { isCode, load } from './load-data';
import { isObject } from '../domain/is-object';

/**
 * Replace file names in a policy by the files' contents: calendars (.ics) and lists of dates (.txt, .csv) in
 * `callingHours.closedOn`, rule packs (`./…` or `../…`, ending in .json, .yaml or .yml, for a
 * policy that is code also .ts or .js) in `rules`. `{ file, partialDays }` in place of a calendar's name says what its events with a time of day do.
 *
 * @param file of the policy; names are relative to its folder
 * @param now milliseconds since the epoch. Calendars and lists give the dates of the previous, the current and the next two
 * years: whole years, so that the policy stays the same from day to day
 * @param warn called with each warning about a calendar
 * @throws Error with the member, the file and the reason
 */
export async function resolveReferences(
  policy: object,
  file: string,
  now: number,
  warn: (warning: string) => void,
): Promise<object> {
  const folder = path.dirname(file);
  const { callingHours, rules } = policy as Members;
  return {
    ...policy,
    ...(isObject(callingHours) && Array.isArray(callingHours['closedOn'])
      ? {
          callingHours: {
            ...callingHours,
            closedOn: await resolved(
              callingHours['closedOn'],
              'callingHours.closedOn',
              datesFile,
              async (dates) => {
                const { warnings, ...read } = await datesOf(
                  { ...dates, file: path.resolve(folder, dates.file) },
                  now,
                );
                for (const warning of warnings) warn(`callingHours.closedOn: ${dates.file}: ${warning}.`);
                return read.dates;
              },
            ),
          },
        }
      : {}),
    ...(Array.isArray(rules)
      ? {
          rules: await resolved(rules, 'rules', packFile, async ({ file: pack }) => {
            if (isCode(pack) && !isCode(file)) throw new Error(codeInData);
            return [await load(path.resolve(folder, pack))];
          }),
        }
      : {}),
  };
}

/** Only the members that may name files; the schema checks the rest. */
interface Members {
  readonly callingHours?: unknown;
  readonly rules?: unknown;
}

/** Undefined for what names no file. @throws Error with the reason */
function datesFile(entry: unknown): DatesFile | undefined {
  if (typeof entry === 'string') return /\.(ics|txt|csv)$/i.test(entry) ? { file: entry } : undefined;
  if (!isObject(entry) || !('file' in entry)) return undefined;
  const { data, error } = calendarFileSchema.safeParse(entry);
  if (data) return data;
  throw new Error(error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; '));
}

const calendarFileSchema = z.strictObject({
  file: z.string().regex(/\.ics$/i, { error: 'expected the name of a calendar, such as "holidays.ics"' }),
  partialDays: z.enum(['close', 'ignore'], { error: 'expected "close" or "ignore"' }).optional(),
});

type DatesFile = z.output<typeof calendarFileSchema>;

function packFile(entry: unknown): { readonly file: string } | undefined {
  return typeof entry === 'string' && /^\.\.?\/.*\.(json|ya?ml|m?[jt]s)$/i.test(entry)
    ? { file: entry }
    : undefined;
}

const codeInData =
  'is code, and a policy in YAML or JSON runs none. Write the pack as .yaml or .json, or the policy as .ts';

async function resolved<F extends { readonly file: string }>(
  entries: readonly unknown[],
  member: string,
  fileOf: (entry: unknown) => F | undefined,
  read: (file: F) => Promise<unknown[]>,
): Promise<unknown[]> {
  const found = await Promise.all(
    entries.map(async (entry, index) => {
      let named: F | undefined;
      try {
        named = fileOf(entry);
        return named ? await read(named) : [entry];
      } catch (error) {
        const what = isMissing(error) ? `does not exist: looked for ${error.path}` : messageOf(error);
        throw new Error([`${member}[${index}]`, ...(named ? [named.file] : []), what].join(': '), {
          cause: error,
        });
      }
    }),
  );
  return found.flat();
}

function isMissing(error: unknown): error is Error & { path: string } {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function datesOf({ file, partialDays }: DatesFile, now: number): Promise<CalendarDates> {
  const year = new Date(now).getUTCFullYear();
  const range = { from: `${year - 1}-01-01`, until: `${year + 2}-12-31` };
  const text = await readFile(file, 'utf8');
  const { dates, warnings } = /\.ics$/i.test(file)
    ? datesFromCalendar(text, { ...range, ...(partialDays === undefined ? {} : { partialDays }) })
    : {
        dates: datesFromList(text).filter((date) => range.from <= date && date <= range.until),
        warnings: [],
      };
  // In some time zones it is still yesterday.
  const today = dateOf(now - days);
  if (!dates.some((date) => date >= today)) {
    throw new Error(
      `has no date from ${today} to ${range.until}. It may be outdated: use a newer file, or remove it`,
    );
  }
  return { dates, warnings };
}
