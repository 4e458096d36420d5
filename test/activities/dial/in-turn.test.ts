import assert from 'node:assert/strict';
import { InTurn } from '../../../activities/dial/in-turn';

describe('work in turn', () => {
  it('is done one after the other for one key, whatever fails, and beside that of others', async () => {
    const people = new InTurn();
    const log: string[] = [];
    const work = (key: string, name: string) =>
      people.do(key, async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
        if (name === 'a') throw new Error('failed');
        return name;
      });
    const ended = await Promise.allSettled([work('one', 'a'), work('one', 'b'), work('two', 'c')]);
    assert.deepEqual(
      ended.map(({ status }) => status),
      ['rejected', 'fulfilled', 'fulfilled'],
    );
    const position = (entry: string) => log.indexOf(entry);
    assert.ok(position('a ends') < position('b begins'), log.join(', '));
    assert.ok(position('c begins') < position('a ends'), log.join(', '));
    assert.equal(await work('one', 'd'), 'd');
  });
});
