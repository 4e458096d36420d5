import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { CallResult } from '../../src/domain/call/call-result';
import { ownTeam, quickPolicy, withCalls } from '../support/calls';

/** A pack, a person it protects, and what the rule says, written by hand from its source and not from the pack. */
export interface Month {
  readonly rules: NonNullable<OutboundCallInput['policy']['rules']>;
  readonly to: Pick<OutboundCallInput, 'destinationPhoneNumber' | 'timeZone' | 'region' | 'subject'>;
  /** The zones in which the person may be, all of which have to allow it. */
  readonly zones: readonly string[];
  readonly isOpen: (local: Temporal.ZonedDateTime) => boolean;
  /** How soon the policy tries again, milliseconds. @default 20 hours */
  readonly retryAfter?: number;
  /** @default as often as the policy likes */
  readonly mayAgain?: (dialed: readonly number[], at: number) => boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How soon a policy tries again unless a month says otherwise: it comes at all times of day, and of itself would call at night. */
const eagerness = 20 * hour;

/**
 * When a call starts, on 29 November UTC. America sleeps and Europe is not up yet, so the first permitted minute there is an
 * opening time on every day of the week.
 */
export const startHour = 5;

/**
 * Nobody answers for a month, while the policy would try again and again, day and night.
 *
 * @returns for each person when they were called, for the test to say what it expects of a case it knows by heart
 */
export async function nobodyAnswersForAMonth(
  server: TestWorkflowEnvironment,
  months: readonly Month[],
): Promise<Map<Month, Temporal.ZonedDateTime[]>> {
  await skipToEndOfNovember(server);
  const clock = () => server.currentTimeMs();
  const called = new Map<Month, Temporal.ZonedDateTime[]>();
  const parts = { server, simulator: { clock }, activities: { clock, pollDelay: undefined } };
  await withCalls(parts, async ({ simulator, calls }) => {
    for (const { to } of months) {
      simulator.script(to.destinationPhoneNumber, { dispositions: ['no-answer'] });
    }
    const ids = months.map(() => `month-${randomUUID()}`);
    const startedAt = await clock();
    for (const [index, { rules, to, retryAfter = eagerness }] of months.entries()) {
      await calls.start(
        {
          ...to,
          policy: quickPolicy({
            rules,
            steps: [{ name: 'own-team', queueId: ownTeam, attempts: 100, retryAfter }],
            limits: { deadline: 30 * day },
          }),
        },
        { workflowId: ids[index] ?? '' },
      );
    }
    const results = await Promise.all(ids.map((id) => calls.getHandle(id).result()));
    for (const [index, month] of months.entries()) {
      const result = results[index];
      assert.ok(result);
      assertAllAndOnly(month, result, startedAt);
      const [zone = 'UTC'] = month.zones;
      called.set(
        month,
        result.attempts.map(({ startedAt }) => Temporal.Instant.from(startedAt).toZonedDateTimeISO(zone)),
      );
    }
  });
  return called;
}

/** Each attempt was made in the first minute in which it was allowed, and when the call gave up none was allowed any more. */
function assertAllAndOnly(month: Month, { outcome, attempts, reasons }: CallResult, startedAt: number): void {
  const who = `${JSON.stringify(month.rules)} ${month.to.region ?? ''}`;
  assert.equal(outcome, 'expired', `${who}: ${reasons.map(({ text }) => text).join(' ')}`);
  assert.notEqual(attempts.length, 0, who);
  const dialed: number[] = [];
  let from = startedAt;
  for (const { startedAt: dialedAt, endedAt, number } of attempts) {
    const at = Date.parse(dialedAt);
    assert.ok(isAllowed(month, dialed, at), `${who}: attempt ${number} was not allowed at ${dialedAt}`);
    const earliest = firstAllowed(month, dialed, from, at) ?? at;
    assert.ok(
      at < earliest + 2 * minute,
      `${who}: attempt ${number} was allowed at ${utc(earliest)} already`,
    );
    dialed.push(at);
    from = Date.parse(endedAt) + (month.retryAfter ?? eagerness);
  }
  const deadline = startedAt + 30 * day;
  const missed = firstAllowed(month, dialed, from, deadline - minute);
  assert.equal(missed, undefined, `${who}: one more was allowed at ${utc(missed)}`);
}

function firstAllowed(
  month: Month,
  dialed: readonly number[],
  from: number,
  until: number,
): number | undefined {
  for (let at = Math.ceil(from / minute) * minute; at < until; at += minute) {
    if (isAllowed(month, dialed, at)) return at;
  }
  return undefined;
}

/** In this minute and the next: nothing is dialed in the last one. */
function isAllowed(month: Month, dialed: readonly number[], at: number): boolean {
  return (
    [at, at + minute].every((instant) => isOpenAt(month, instant)) && (month.mayAgain?.(dialed, at) ?? true)
  );
}

export function isOpenAt({ zones, isOpen }: Month, at: number): boolean {
  const instant = Temporal.Instant.fromEpochMilliseconds(at);
  return zones.every((zone) => isOpen(instant.toZonedDateTimeISO(zone)));
}

/**
 * So that the same holidays come whenever the test is run, but on any day of the week: nobody can tell in which year. The server
 * gives an activity without a `scheduleToCloseTimeout` one of ten years, whose timer stays when the activity is done; once a call is
 * over, time may skip to such timers until the client that has waited for the result stops it.
 */
async function skipToEndOfNovember(server: TestWorkflowEnvironment): Promise<void> {
  const now = Temporal.Instant.fromEpochMilliseconds(await server.currentTimeMs()).toZonedDateTimeISO('UTC');
  const wanted = now.with({ month: 11, day: 29, hour: startHour, minute: 0, second: 0, millisecond: 0 });
  const next = Temporal.ZonedDateTime.compare(wanted, now) > 0 ? wanted : wanted.add({ years: 1 });
  await server.sleep(next.epochMilliseconds - now.epochMilliseconds);
}

function utc(instant: number | undefined): string {
  return instant === undefined ? 'any time' : new Date(instant).toISOString();
}
