import assert from 'node:assert/strict';
import type { ConnectInspector, Inspected } from '../../src/connect/inspect';
import { pacedInspector } from '../../src/connect/paced-inspector';

/** Answers every question alike, on a clock that only waiting moves. */
function hurried(answers: readonly Inspected<never>[]) {
  let now = 0;
  const askedAt: number[] = [];
  const answer = async () => {
    askedAt.push(now);
    return answers[askedAt.length - 1] ?? { kind: 'not-published' as const };
  };
  const inspector: ConnectInspector = {
    listPhoneNumbers: answer,
    describePhoneNumber: answer,
    describeQueue: answer,
    describeContactFlow: answer,
    describeHoursOfOperation: answer,
    effectiveHours: answer,
    describeContact: answer,
    listCalls: answer,
    searchContacts: answer,
  };
  const patient = pacedInspector(inspector, {
    now: () => now,
    wait: async (milliseconds) => {
      now += milliseconds;
    },
  });
  return { patient, askedAt };
}

const queue = { instanceId: 'i', id: 'q' };
const throttled: Inspected<never> = { kind: 'throttled' };

describe('a paced inspector', () => {
  it('sends a few requests at once, then two a second', async () => {
    const { patient, askedAt } = hurried([]);
    for (let asked = 0; asked < 7; asked++) await patient.describeQueue(queue);
    assert.deepEqual(askedAt, [0, 0, 0, 0, 500, 1000, 1500]);
  });

  it('searches once in two seconds, whatever it searches for', async () => {
    const { patient, askedAt } = hurried([]);
    await patient.listCalls('i');
    await patient.searchContacts(queue);
    await patient.searchContacts(queue);
    assert.deepEqual(askedAt, [0, 2000, 4000]);
  });

  it('counts each operation by itself, as the quota does', async () => {
    const { patient, askedAt } = hurried([]);
    for (let asked = 0; asked < 4; asked++) {
      await patient.describeQueue(queue);
      await patient.describeContactFlow(queue);
    }
    assert.deepEqual(new Set(askedAt), new Set([0]));
  });

  it('waits out a throttle that others caused', async () => {
    const { patient, askedAt } = hurried([throttled, throttled]);
    assert.deepEqual(await patient.describeQueue(queue), { kind: 'not-published' });
    assert.deepEqual(askedAt, [0, 1000, 3000]);
  });

  it('gives up after seven seconds, and says why', async () => {
    const { patient, askedAt } = hurried(Array.from({ length: 9 }, () => throttled));
    assert.deepEqual(await patient.describeQueue(queue), throttled);
    assert.deepEqual(askedAt, [0, 1000, 3000, 7000]);
  });
});
