import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { loadList, type LoadedRow, type Row } from '../../examples/load-list/load-list';
import { quickPolicy, withCalls } from '../support/calls';

const ann = { id: 'ann', phoneNumber: '+12065550102' };
const annElsewhere = { id: 'ann', phoneNumber: '+12065550147' };
const bob = { id: 'bob', phoneNumber: '+12065550150' };
const nobody = { id: 'nobody', phoneNumber: '206 555 0100' };

describe('loading a list (examples/load-list/load-list.ts)', () => {
  it('calls the first of two numbers under one ID, and says of the second row alone that it was refused', async () => {
    await withCalls({}, async ({ calls, simulator }) => {
      const campaign = randomUUID();
      const list = { campaign, policy: quickPolicy(), rows: [ann, annElsewhere, nobody, bob] };
      const loaded = await loadList(calls, list);
      assert.deepEqual(loaded.map(inShort), ['started', 'refused', 'refused', 'started']);
      const [, second, third] = loaded;
      assert.match(second?.is === 'refused' ? second.why : '', /already exists with a different request/);
      assert.match(third?.is === 'refused' ? third.why : '', /destinationPhoneNumber/);
      for (const { id } of [ann, bob]) await calls.getHandle(`${campaign}-${id}`).result();
      assert.deepEqual(dialed(simulator), [ann, bob].map(numberOf).sort());
    });
  });

  it('can be done again, before and after the calls have ended: nobody is called twice', async () => {
    await withCalls({}, async ({ calls, simulator }) => {
      const campaign = randomUUID();
      const list = { campaign, policy: quickPolicy(), rows: [ann, bob, ann] };
      assert.deepEqual((await loadList(calls, list)).map(inShort), ['started', 'started', 'already-started']);
      const again = ['already-started', 'already-started', 'already-started'];
      assert.deepEqual((await loadList(calls, list)).map(inShort), again);
      for (const { id } of [ann, bob]) await calls.getHandle(`${campaign}-${id}`).result();
      assert.deepEqual((await loadList(calls, list)).map(inShort), again);
      const other = { ...list, rows: [annElsewhere] };
      assert.deepEqual((await loadList(calls, other)).map(inShort), ['refused']);
      assert.deepEqual(dialed(simulator), [ann, bob].map(numberOf).sort());
    });
  });

  it('stops where Temporal does not answer, so that no row is lost in silence', async () => {
    const calls = { start: () => Promise.reject(new Error('no server')) };
    await assert.rejects(
      loadList(calls, { campaign: 'any', policy: quickPolicy(), rows: [ann] }),
      /no server/,
    );
  });
});

function inShort({ is }: LoadedRow): string {
  return is;
}

function numberOf({ phoneNumber }: Row): string {
  return phoneNumber;
}

function dialed(simulator: {
  dials: () => readonly { readonly destinationPhoneNumber: string }[];
}): string[] {
  return simulator
    .dials()
    .map(({ destinationPhoneNumber }) => destinationPhoneNumber)
    .sort();
}
