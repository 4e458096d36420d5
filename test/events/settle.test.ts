import assert from 'node:assert/strict';
import type { Queue } from '../../src/events/queue';
import { settleIn } from '../../src/events/settle';

describe('a message that has its fate', () => {
  const done: string[] = [];
  const queue: Queue = {
    delete: async () => void done.push('deleted'),
    showAgain: async (_, seconds) => void done.push(`again in ${seconds} s`),
    deadLetter: async (_, reason) => void done.push(`dead: ${reason}`),
  };
  beforeEach(() => done.splice(0));

  const received = (times: number) => ({ Attributes: { ApproximateReceiveCount: String(times) } });

  it('and may succeed later is tried again ever more slowly, at least every five minutes', async () => {
    const { settle } = settleIn(queue, () => undefined);
    for (const times of [1, 2, 3, 9, 900]) await settle(received(times), [{ is: 'later', why: 'throttled' }]);
    assert.deepEqual(done, [
      'again in 2 s',
      'again in 4 s',
      'again in 8 s',
      'again in 300 s',
      'again in 300 s',
    ]);
  });

  it('and is about a contact that is not to be found is given up after two minutes', async () => {
    const settling = settleIn(queue, () => undefined);
    for (const times of [1, 6, 7])
      await settling.settle(received(times), [{ is: 'unknown-contact', why: 'no such contact' }]);
    assert.deepEqual(done, ['again in 2 s', 'again in 64 s', 'deleted']);
    const { later, unknown } = settling.counts();
    assert.deepEqual([later, unknown], [2, 1]);
  });

  it('and is poison is deleted only once it is in the dead-letter queue', async () => {
    const full = { ...queue, deadLetter: () => Promise.reject(new Error('no permission')) };
    const poison = { is: 'poison', why: 'no JSON' } as const;
    await assert.rejects(settleIn(full, () => undefined).settle({}, [poison]), /no permission/);
    assert.deepEqual(done, []);
    await settleIn(queue, () => undefined).settle({}, [poison]);
    assert.deepEqual(done, ['dead: no JSON', 'deleted']);
  });

  it('and contains several events stays until all of them are settled, and every event counts', async () => {
    const settling = settleIn(queue, () => undefined);
    const signalled = { is: 'done', as: 'signalled' } as const;
    const later = { is: 'later', why: 'throttled' } as const;
    const poison = { is: 'poison', why: 'no JSON' } as const;
    await settling.settle(received(1), [signalled, poison, later]);
    assert.deepEqual(done, ['again in 2 s']);
    await settling.settle(received(2), [{ is: 'done', as: 'repeated' }, poison, signalled]);
    assert.deepEqual(done, ['again in 2 s', 'dead: no JSON', 'deleted']);
    const counts = settling.counts();
    assert.deepEqual([counts.signalled, counts.repeated, counts.poison, counts.later], [2, 1, 2, 1]);
  });
});
