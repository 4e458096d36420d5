import assert from 'node:assert/strict';
import { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { msNumberToTs } from '@temporalio/common/lib/time';
import type { CallIdentity } from '../../src/domain/call/attempt';
import { attemptsIn } from '../../src/history';
import type { CallEvent } from '../../src/history/call-event';
import { decodeEvents, type HistoryEvent } from '../../src/history/decode-events';
import { call, plan } from '../connect/support';
import { recordings } from '../replay/recorded';

const { loadedDataConverter } = new Client().options;
const payloads = (value: unknown) => ({ payloads: [defaultPayloadConverter.toPayload(value)] });
const eventTime = msNumberToTs(Date.UTC(2026, 10, 23, 17));

function dial(eventId: number, number: number): HistoryEvent {
  return {
    eventTime,
    eventId: eventId as never,
    activityTaskScheduledEventAttributes: {
      activityType: { name: 'outboundDial' },
      input: payloads({ plan: plan({ number }) }),
    },
  };
}

function completed(scheduledEventId: number, result: string): HistoryEvent {
  return {
    eventTime,
    activityTaskCompletedEventAttributes: {
      scheduledEventId: scheduledEventId as never,
      result: payloads({ result, ...(result === 'started' ? { contactId: 'c-1' } : {}) }),
    },
  };
}

function died(scheduledEventId: number): HistoryEvent {
  return {
    eventTime,
    activityTaskTimedOutEventAttributes: {
      scheduledEventId: scheduledEventId as never,
      startedEventId: 1 as never,
    },
  };
}

function cancelled(scheduledEventId: number, startedEventId: number): HistoryEvent {
  return {
    eventTime,
    activityTaskCanceledEventAttributes: {
      scheduledEventId: scheduledEventId as never,
      startedEventId: startedEventId as never,
    },
  };
}

describe('the attempts that a history says may have been sent', () => {
  const sent = async (...events: HistoryEvent[]) =>
    attemptsIn(call, [await decodeEvents(events, loadedDataConverter)])
      .filter((attempt) => attempt.dial !== 'not-sent')
      .map(({ number }) => number);

  it('are those of which no dial says that it was not', async () => {
    assert.deepEqual(
      await sent(dial(1, 1), completed(1, 'started'), dial(2, 2), completed(2, 'not-sent')),
      [1],
    );
    assert.deepEqual(await sent(dial(1, 1), died(1)), [1]);
    assert.deepEqual(await sent(dial(1, 1)), [1], 'under way');
  });

  it('are not those of which the ledger said afterwards that it had granted none', async () => {
    assert.deepEqual(await sent(dial(1, 1), died(1), dial(2, 1), completed(2, 'not-sent')), []);
    assert.deepEqual(await sent(dial(1, 1), completed(1, 'not-sent'), dial(2, 1), died(2)), [1]);
    assert.deepEqual(await sent(dial(1, 1), died(1), dial(2, 2), completed(2, 'not-sent')), [1]);
  });

  it('are those whose contact is known, whatever was not sent afterwards', async () => {
    assert.deepEqual(
      await sent(dial(1, 1), completed(1, 'started'), dial(2, 1), completed(2, 'not-sent')),
      [1],
    );
  });

  it('are those that were cancelled in the hands of a worker, not those in the queue', async () => {
    assert.deepEqual(await sent(dial(1, 1), cancelled(1, 0)), []);
    assert.deepEqual(await sent(dial(1, 1), cancelled(1, 2)), [1]);
  });
});

describe('a recorded history', () => {
  it('shows the very contacts and ends that the result of its call has', async () => {
    let seen = 0;
    for (const { name, run, identity } of await recordedRuns()) {
      const result = run.find((event) => event.is === 'completed');
      if (!result) continue;
      for (const { dial: state, record, hasEnded } of attemptsIn(identity, [run])) {
        seen += 1;
        if (!record) assert.equal(state, 'not-sent', name);
        else if (record.contactId !== undefined)
          assert.deepEqual(state, { contactId: record.contactId }, name);
        const { contactId, phoneMayBeRinging } = record ?? {};
        if (hasEnded) assert.ok(!phoneMayBeRinging, name);
        else
          assert.ok(
            [undefined, true].includes(record && (phoneMayBeRinging ?? contactId !== undefined)),
            name,
          );
      }
    }
    assert.ok(seen > 30, String(seen));
  });

  for (const [name, expected] of [
    ['throttled-then-dialed', ['contact']],
    ['cancelled-while-the-dial-is-queued', ['not-sent']],
    ['undialable-by-the-guard', ['not-sent']],
    ['unknown-after-the-window', ['maybe-sent']],
    ['dial-timed-out-and-sent-again', ['contact']],
    ['continued-as-new.run-2', ['contact', 'contact', 'contact', 'contact']],
  ] as const) {
    it(`(${name}) says what was sent`, async () => {
      const { run, identity } = await recordedRun(name);
      assert.deepEqual(
        attemptsIn(identity, [run]).map(({ dial: state }) => (typeof state === 'object' ? 'contact' : state)),
        expected,
      );
    });
  }

  it('says when a worker picked up the dial that timed out', async () => {
    const { run } = await recordedRun('dial-timed-out-and-sent-again');
    const [lost, again] = run.filter((event) => event.is === 'activity' && event.type === 'outboundDial');
    assert.ok(lost?.is === 'activity' && again?.is === 'activity');
    assert.equal(lost.end.how, 'timed-out');
    assert.ok(lost.startedAt !== undefined && lost.startedAt < lost.at, lost.startedAt);
    assert.ok(again.startedAt !== undefined && lost.at < again.startedAt, again.startedAt);
  });
});

interface RecordedRun {
  readonly name: string;
  readonly run: readonly CallEvent[];
  readonly identity: CallIdentity;
}

async function recordedRuns(): Promise<RecordedRun[]> {
  return Promise.all(
    (await recordings()).map(async ({ name, history }) => {
      const run = await decodeEvents(history.events ?? [], loadedDataConverter);
      const [started] = run;
      assert.ok(started?.is === 'started', name);
      return { name, run, identity: { workflowId: name, firstExecutionRunId: started.firstExecutionRunId } };
    }),
  );
}

async function recordedRun(name: string): Promise<RecordedRun> {
  const found = (await recordedRuns()).find((one) => one.name.endsWith(`/${name}`));
  assert.ok(found, name);
  return found;
}
