import assert from 'node:assert/strict';
import type { Fault, FaultKind } from '../../src/simulator';
import { modelledExceptions } from '../../src/simulator/exceptions';
import { usePhones, validRequest } from './support';

const operation = 'StartOutboundVoiceContact';

interface Misfortune {
  readonly fault: FaultKind;
  /** What the AWS client makes of it. */
  readonly seen: { readonly name?: string; readonly message?: RegExp };
  /** Whether the phone rings nevertheless. */
  readonly rings: boolean;
}

const misfortunes: Misfortune[] = [
  { fault: { kind: 'drop-before' }, seen: { message: /hang up|ECONNRESET/ }, rings: false },
  { fault: { kind: 'drop-after' }, seen: { message: /hang up|ECONNRESET/ }, rings: true },
  { fault: { kind: 'error-after' }, seen: { name: 'InternalServiceException' }, rings: true },
  { fault: { kind: 'html-error' }, seen: { name: 'SyntaxError' }, rings: false },
  { fault: { kind: 'html-error-after' }, seen: { name: 'SyntaxError' }, rings: true },
  { fault: { kind: 'throttle' }, seen: { name: 'TooManyRequestsException' }, rings: false },
  { fault: { kind: 'truncate-after' }, seen: { name: 'SyntaxError' }, rings: true },
  {
    fault: { kind: 'error', code: 'LimitExceededException', status: 429, message: 'Too many' },
    seen: { name: 'LimitExceededException', message: /^Too many$/ },
    rings: false,
  },
];

describe('A fault', () => {
  const phones = usePhones();

  for (const { fault, seen, rings } of misfortunes) {
    it(`${fault.kind} loses the answer and ${rings ? 'rings the phone' : 'rings no phone'}`, async () => {
      phones().simulator.fault({ ...fault, operation });
      await assert.rejects(phones().dial(), seen);
      assert.equal(phones().simulator.dials().length, rings ? 1 : 0);
    });
  }

  it('after the request leaves a ClientToken which a second send finds again', async () => {
    phones().simulator.fault({ kind: 'drop-after', operation });
    await assert.rejects(phones().dial({ ClientToken: 'attempt-1' }));
    const contactId = await phones().dial({ ClientToken: 'attempt-1' });
    assert.deepEqual(
      phones()
        .simulator.dials()
        .map((dial) => dial.contactId),
      [contactId],
    );
  });

  it('slow answers late, but rings the phone', async () => {
    phones().simulator.fault({ kind: 'slow', milliseconds: 50, operation });
    const sent = performance.now();
    const contactId = await phones().dial();
    // Node's timers may fire up to a millisecond early.
    assert(performance.now() - sent >= 49);
    assert.equal(phones().simulator.dials()[0]?.contactId, contactId);
  });

  it('hits the next requests of its operation in the order of the faults, and then no more', async () => {
    const faults: Fault[] = [
      { kind: 'throttle', operation, count: 2 },
      { kind: 'error-after', operation },
      { kind: 'throttle', operation: 'DescribeContact' },
    ];
    for (const fault of faults) phones().simulator.fault(fault);
    await assert.rejects(phones().dial(), { name: 'TooManyRequestsException' });
    await assert.rejects(phones().dial(), { name: 'TooManyRequestsException' });
    await assert.rejects(phones().dial(), { name: 'InternalServiceException' });
    const contactId = await phones().dial();
    await assert.rejects(phones().describe(contactId), { name: 'TooManyRequestsException' });
    await phones().describe(contactId);
  });

  it('hang-after rings the phone, never answers and does not keep the simulator from closing', async () => {
    phones().simulator.fault({ kind: 'hang-after', operation });
    const dialed = assert.rejects(phones().dial(), { message: /hang up|ECONNRESET/ });
    while (phones().simulator.dials().length === 0) await new Promise(setImmediate);
    await phones().close();
    await dialed;
  });

  it('by chance hits the same requests of a row whenever it has the same seed', async () => {
    const hits = async (seed: number) => {
      phones().simulator.clearFaults();
      phones().simulator.fault({ kind: 'throttle', operation: 'all', probability: 0.3, seed });
      const row: boolean[] = [];
      for (let request = 0; request < 40; request += 1) {
        row.push(
          await phones()
            .stop('nobody')
            .then(() => false, isThrottled),
        );
      }
      return row;
    };
    const first = await hits(7);
    assert.deepEqual(await hits(7), first);
    assert.notDeepEqual(await hits(8), first);
    const share = first.filter(Boolean).length / first.length;
    assert(share > 0.1 && share < 0.5, `${share} of the requests were hit`);
  });

  it('by chance ends after its count', async () => {
    phones().simulator.fault({ kind: 'throttle', operation, probability: 1, count: 2 });
    for (let request = 0; request < 2; request += 1) await assert.rejects(phones().dial());
    await phones().dial();
  });

  for (const [code, status] of Object.entries(modelledExceptions)) {
    it(`error answers ${code} with its status ${status}`, async () => {
      phones().simulator.fault({ kind: 'error', operation, code });
      const response = await phones().put(validRequest);
      assert.equal(response.status, status);
      assert.equal(response.headers.get('x-amzn-ErrorType'), code);
    });
  }

  it('error with an exception that is not modelled needs a status', () => {
    assert.throws(() => {
      phones().simulator.fault({ kind: 'error', operation, code: 'ExpiredTokenException' });
    }, /status/);
    phones().simulator.fault({ kind: 'error', operation, code: 'ExpiredTokenException', status: 403 });
  });

  it('can be taken back', async () => {
    phones().simulator.fault({ kind: 'throttle', operation, count: 9 });
    assert.equal((await phones().fetch('/_simulator/faults', { method: 'DELETE' })).status, 204);
    await phones().dial();
  });
});

function isThrottled(error: unknown): boolean {
  return error instanceof Error && error.name === 'TooManyRequestsException';
}
