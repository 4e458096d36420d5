import assert from 'node:assert/strict';
import { defaultPayloadConverter } from '@temporalio/common';
import { Client } from '@temporalio/client';
import { sentIn, type HistoryEvent } from '../../activities/sent-in';

const { loadedDataConverter } = new Client().options;
const payloads = (value: unknown) => ({ payloads: [defaultPayloadConverter.toPayload(value)] });

function dial(eventId: number, number: number): HistoryEvent {
  return {
    eventId: eventId as never,
    activityTaskScheduledEventAttributes: {
      activityType: { name: 'dial' },
      input: payloads({ plan: { number } }),
    },
  };
}

function completed(scheduledEventId: number, result: string): HistoryEvent {
  return {
    activityTaskCompletedEventAttributes: {
      scheduledEventId: scheduledEventId as never,
      result: payloads({ result }),
    },
  };
}

function died(scheduledEventId: number): HistoryEvent {
  return {
    activityTaskTimedOutEventAttributes: {
      scheduledEventId: scheduledEventId as never,
      startedEventId: 1 as never,
    },
  };
}

describe('the attempts that a history says may have been sent', () => {
  const sent = (...events: HistoryEvent[]) => sentIn(events, loadedDataConverter);

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
});
