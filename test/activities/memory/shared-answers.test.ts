import assert from 'node:assert/strict';
import { SharedAnswers } from '../../../activities/memory/shared-answers';

describe('answers that many share', () => {
  let asked: number;
  const ask = () => Promise.resolve((asked += 1));
  const answers = (maxAge = 250) => {
    asked = 0;
    const shared = new SharedAnswers<number>();
    return (now: number, key = 'one', question = ask) => shared.get(key, { now, maxAge }, question);
  };

  it('are requested once per key while they are fresh, and are as old as their request', async () => {
    const get = answers();
    assert.deepEqual(await Promise.all([get(0), get(250)]), [
      { value: 1, age: 0 },
      { value: 1, age: 250 },
    ]);
    assert.deepEqual(await get(250, 'two'), { value: 2, age: 0 });
    assert.deepEqual(await get(251), { value: 3, age: 0 });
  });

  it('are requested anew when the clock was set back', async () => {
    const get = answers();
    await get(1_000);
    assert.deepEqual(await get(999), { value: 2, age: 0 });
  });

  it('are shared by all that wait, failures included; the next one requests anew', async () => {
    const get = answers();
    const fail = () => Promise.reject(new Error('no server'));
    const both = await Promise.allSettled([get(0, 'one', fail), get(1)]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.deepEqual(await get(2), { value: 1, age: 0 });
  });
});
