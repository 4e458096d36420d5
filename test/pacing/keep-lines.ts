import assert from 'node:assert/strict';
import { request, withCalls } from '../support/calls';
import { liveAtOnce } from './live-at-once';
import { withLines } from './support';

/** So many calls over three workers, due at once, never have more than `limit` live contacts, and use them all. */
export async function assertLinesAreKept(count: number, limit: number): Promise<void> {
  await withCalls({ ...withLines(limit), workers: 3 }, async ({ simulator, calls }) => {
    const ids = Array.from({ length: count }, (_, index) => `line-${index}`);
    // Some are over soon, some take a minute.
    const numbers = ['+12065550100', '+12065550101', '+12065550102'];
    await Promise.all(
      ids.map((workflowId, index) =>
        calls.start(request(numbers[index % numbers.length] ?? ''), { workflowId }),
      ),
    );
    const results = await Promise.all(ids.map((workflowId) => calls.getHandle(workflowId).result()));
    const contacts = await simulator.contacts();
    assert.equal(simulator.dials().length, count);
    assert.equal(contacts.length, count, 'a call too many is a contact without a ring');
    const most = liveAtOnce(contacts);
    assert.ok(most <= limit, `${most} were live at once`);
    assert.ok(most >= limit - 2, `only ${most} lines were ever used`);
    // Nobody's fast busy was taken for a phone that is engaged.
    const busy = results.filter(({ attempts }) => attempts[0]?.disposition === 'busy').length;
    assert.equal(busy, Math.floor(count / numbers.length));
    assert.ok(results.every(({ attempts }) => attempts.length === 1));
  });
}
