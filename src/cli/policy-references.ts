import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { days } from '../domain/policy/duration';
import { dateOf } from '../domain/iso';
import { datesFromCalendar, datesFromList } from '../holidays';
import { load } from './load-data';
import { isObject } from '../domain/is-object';

/**
 * Replace file names in a policy by the files' contents: calendars (.ics) and lists of dates (.txt, .csv) in
 * `callingHours.closedOn`, rule packs (`./…` or `../…`, ending in .json, .yaml, .yml or .ts) in `rules`. Names are relative to
 * the policy's folder.
 *
 * @param now milliseconds since the epoch. Calendars and lists give the dates of the previous, the current and the next two
 * years: whole years, so that the policy stays the same from day to day
 * @throws Error with the member, the file and the reason
 */
export async function resolveReferences(policy: object, folder: string, now: number): Promise<object> {
  const { callingHours, rules } = policy as Members;
  return {
    ...policy,
    ...(isObject(callingHours) && Array.isArray(callingHours['closedOn'])
      ? {
          callingHours: {
            ...callingHours,
            closedOn: await resolved(callingHours['closedOn'], 'callingHours.closedOn', isDatesFile, (file) =>
              datesOf(path.resolve(folder, file), now),
            ),
          },
        }
      : {}),
    ...(Array.isArray(rules)
      ? {
          rules: await resolved(rules, 'rules', isPackFile, async (file) => [
            await load(path.resolve(folder, file)),
          ]),
        }
      : {}),
  };
}

/** Only the members that may name files; the schema checks the rest. */
interface Members {
  readonly callingHours?: unknown;
  readonly rules?: unknown;
}

const isDatesFile = /\.(ics|txt|csv)$/i;
const isPackFile = /^\.\.?\/.*\.(json|ya?ml|ts)$/i;

async function resolved(
  entries: readonly unknown[],
  member: string,
  isFile: RegExp,
  read: (file: string) => Promise<unknown[]>,
): Promise<unknown[]> {
  const found = await Promise.all(
    entries.map(async (entry, index) => {
      if (typeof entry !== 'string' || !isFile.test(entry)) return [entry];
      try {
        return await read(entry);
      } catch (error) {
        const what = isMissing(error) ? `does not exist: looked for ${error.path}` : messageOf(error);
        throw new Error(`${member}[${index}]: ${entry}: ${what}`, { cause: error });
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

async function datesOf(file: string, now: number): Promise<string[]> {
  const year = new Date(now).getUTCFullYear();
  const range = { from: `${year - 1}-01-01`, until: `${year + 2}-12-31` };
  const text = await readFile(file, 'utf8');
  const dates = /\.ics$/i.test(file)
    ? datesFromCalendar(text, range)
    : datesFromList(text).filter((date) => range.from <= date && date <= range.until);
  // In some time zones it is still yesterday.
  const today = dateOf(now - days);
  if (!dates.some((date) => date >= today)) {
    throw new Error(
      `has no date from ${today} to ${range.until}. It may be outdated: use a newer file, or remove it`,
    );
  }
  return dates;
}
