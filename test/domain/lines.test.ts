import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  exchangeLines,
  lineHeldFor,
  lineNeededFor,
  linesInUse,
  noLines,
  stockHeldFor,
  type LineExchange,
  type Lines,
} from '../../src/domain/lines';

function exchange(members: Partial<LineExchange> = {}): LineExchange {
  return { holder: 'w1', limit: 3, wanted: [], stockWanted: 0, used: [], freed: [], returned: 0, ...members };
}

function after(...exchanges: readonly LineExchange[]): Lines {
  return exchanges.reduce((lines, one) => exchangeLines(lines, one, 0).lines, noLines);
}

describe('the lines of an instance', () => {
  it('are given to those who have waited longest, while there are any', () => {
    const { granted } = exchangeLines(noLines, exchange({ wanted: ['a', 'b', 'c', 'd'], stockWanted: 2 }), 0);
    assert.deepEqual(granted, { attempts: ['a', 'b', 'c'], stock: 0, free: 0 });
  });

  it('are free for others once their attempt has ended', () => {
    const full = after(exchange({ wanted: ['a', 'b', 'c'] }));
    const { granted } = exchangeLines(full, exchange({ holder: 'w2', freed: ['a'], wanted: ['d'] }), 0);
    assert.deepEqual(granted, { attempts: ['d'], stock: 0, free: 0 });
  });

  it('are one for an attempt, however often it asks and whoever asks for it', () => {
    const lines = after(
      exchange({ wanted: ['a'] }),
      exchange({ wanted: ['a'] }),
      exchange({ holder: 'w2', wanted: ['a'], used: ['a'] }),
    );
    assert.equal(linesInUse(lines, 0), 1);
  });

  it('go from a stock to the attempt that uses one', () => {
    const stocked = after(exchange({ stockWanted: 2 }));
    assert.equal(linesInUse(stocked, 0), 2);
    const used = after(exchange({ stockWanted: 2 }), exchange({ used: ['a'] }));
    assert.deepEqual([linesInUse(used, 0), used.stocks['w1']?.lines], [2, 1]);
    const returned = after(exchange({ stockWanted: 2 }), exchange({ used: ['a'], returned: 1 }));
    assert.deepEqual([linesInUse(returned, 0), returned.stocks['w1']], [1, undefined]);
  });

  it('are not held for an attempt whose end was told before its beginning, by another process', () => {
    const stocked = after(exchange({ stockWanted: 2 }), exchange({ holder: 'bridge', freed: ['a'] }));
    const { lines } = exchangeLines(stocked, exchange({ used: ['a'] }), 0);
    assert.equal(linesInUse(lines, 0), 1, 'the other line of the stock');
    // Asked for again (the dial was not sent), it is an attempt like any other.
    assert.equal(linesInUse(exchangeLines(lines, exchange({ wanted: ['a'] }), 0).lines, 0), 2);
  });

  it('come back from the dead: from a worker after a minute, from a contact after half an hour', () => {
    const held = after(exchange({ wanted: ['a'], stockWanted: 1 }));
    assert.equal(linesInUse(held, stockHeldFor - 1), 2);
    assert.equal(linesInUse(held, stockHeldFor), 1);
    assert.equal(linesInUse(held, lineHeldFor - 1), 1);
    assert.equal(linesInUse(held, lineHeldFor), 0);
  });

  it('are held for as long as somebody says, who knows how long it takes to be sure', () => {
    const heldFor = lineNeededFor(20_000, 5 * 60_000);
    assert.equal(heldFor, 20_000 + 5 * 60_000 + 60_000);
    const held = after(exchange({ wanted: ['a'], heldFor }), exchange({ used: ['b'], heldFor }));
    assert.equal(linesInUse(held, heldFor - 1), 2);
    assert.equal(linesInUse(held, heldFor), 0);
  });

  it('are held for longer by an attempt that says so', () => {
    const held = after(exchange({ wanted: ['a'] }));
    const { lines } = exchangeLines(held, exchange({ used: ['a'] }), lineHeldFor - 1);
    assert.equal(linesInUse(lines, lineHeldFor + 1), 1);
  });

  it('are never more than there are, unless a stock had expired whose lines were used all the same', () => {
    const ids = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    const step = fc.record({
      holder: fc.constantFrom('w1', 'w2', 'w3'),
      wanted: ids,
      stockWanted: fc.integer({ min: 0, max: 4 }),
      freed: ids,
      returned: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 30 }), (limit, steps) => {
        let lines = noLines;
        for (const one of steps) {
          const result = exchangeLines(lines, exchange({ ...one, limit }), 0);
          lines = result.lines;
          assert.ok(linesInUse(lines, 0) <= limit);
          assert.equal(linesInUse(lines, 0) + result.granted.free, limit);
          for (const id of result.granted.attempts) assert.ok(id in lines.attempts);
        }
      }),
    );
  });
});
