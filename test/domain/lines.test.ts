import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  exchangeLines,
  lineHeldFor,
  lineNeededForMs,
  linesInUse,
  noLines,
  reservationHeldForMs,
  type LineExchange,
  type LineLease,
  type Lines,
} from '../../src/domain/lines';

function exchange(members: Partial<LineExchange> = {}): LineExchange {
  return { holder: 'w1', limit: 3, wanted: [], inUse: [], freed: [], ...members };
}

function leases(ids: readonly string[], heldForMs = lineHeldFor): LineLease[] {
  return ids.map((id) => ({ id, heldForMs }));
}

function after(...exchanges: readonly LineExchange[]): Lines {
  return exchanges.reduce((lines, one) => exchangeLines(lines, one, 0).lines, noLines);
}

describe('the lines of an instance', () => {
  it('are given to those who have waited longest, while there are any', () => {
    const { answer } = exchangeLines(noLines, exchange({ wanted: leases(['a', 'b', 'c', 'd']) }), 0);
    assert.deepEqual(answer, { granted: ['a', 'b', 'c'], free: 0 });
  });

  it('are free for others once their attempt has ended', () => {
    const full = after(exchange({ wanted: leases(['a', 'b', 'c']) }));
    const { answer } = exchangeLines(
      full,
      exchange({ holder: 'w2', freed: ['a'], wanted: leases(['d']) }),
      0,
    );
    assert.deepEqual(answer, { granted: ['d'], free: 0 });
  });

  it('are one for an attempt, however often it is requested and by which worker', () => {
    const lines = after(
      exchange({ wanted: leases(['a']) }),
      exchange({ wanted: leases(['a']) }),
      exchange({ holder: 'w2', wanted: leases(['a']), inUse: leases(['a']) }),
    );
    assert.equal(linesInUse(lines, 0), 1);
  });

  it('go from a reservation to the attempt that uses it, in one message', () => {
    const reserved = exchange({ wanted: leases(['r1', 'r2'], reservationHeldForMs) });
    const used = after(reserved, exchange({ inUse: leases(['a']), freed: ['r1'] }));
    assert.deepEqual(Object.keys(used.held), ['r2', 'a']);
  });

  it('are not held for an attempt whose end was reported before its beginning, by another process', () => {
    const ended = after(exchange({ holder: 'bridge', freed: ['a'] }));
    const { lines } = exchangeLines(ended, exchange({ inUse: leases(['a']) }), 0);
    assert.equal(linesInUse(lines, 0), 0);
    // Requested again (the dial was not sent), it is an attempt like any other.
    assert.equal(linesInUse(exchangeLines(lines, exchange({ wanted: leases(['a']) }), 0).lines, 0), 1);
  });

  it('come back from the dead: each after as long as its holder has said', () => {
    const heldForMs = lineNeededForMs(20_000, 5 * 60_000);
    assert.equal(heldForMs, 20_000 + 5 * 60_000 + 60_000);
    const held = after(
      exchange({ wanted: [...leases(['a'], heldForMs), ...leases(['r'], reservationHeldForMs)] }),
      exchange({ inUse: leases(['b']) }),
    );
    const inUseAfter = (ms: number) => linesInUse(held, ms);
    assert.deepEqual([reservationHeldForMs - 1, reservationHeldForMs].map(inUseAfter), [3, 2]);
    assert.deepEqual([heldForMs - 1, heldForMs].map(inUseAfter), [2, 1]);
    assert.deepEqual([lineHeldFor - 1, lineHeldFor].map(inUseAfter), [1, 0]);
  });

  it('are held for longer by an attempt that renews its lease', () => {
    const held = after(exchange({ wanted: leases(['a']) }));
    const { lines } = exchangeLines(held, exchange({ inUse: leases(['a']) }), lineHeldFor - 1);
    assert.equal(linesInUse(lines, lineHeldFor + 1), 1);
  });

  it('are never more than there are, unless an attempt has one whether there is one or not', () => {
    const ids = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    const step = fc.record({
      holder: fc.constantFrom('w1', 'w2', 'w3'),
      wanted: ids.map((some) => leases(some)),
      freed: ids,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 30 }), (limit, steps) => {
        let lines = noLines;
        for (const one of steps) {
          const result = exchangeLines(lines, exchange({ ...one, limit }), 0);
          lines = result.lines;
          assert.ok(linesInUse(lines, 0) <= limit);
          assert.equal(linesInUse(lines, 0) + result.answer.free, limit);
          for (const id of result.answer.granted) assert.ok(id in lines.held);
        }
      }),
    );
  });
});
