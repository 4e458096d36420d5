import assert from 'node:assert/strict';
import { usePhones, validRequest } from './support';

const sevenDays = 7 * 24 * 3600;

describe('A ClientToken', () => {
  const phones = usePhones();

  it('rings the phone once, however often it is sent', async () => {
    const first = await phones().dial({ ClientToken: 'attempt-1' });
    assert.equal(await phones().dial({ ClientToken: 'attempt-1' }), first);
    assert.equal(phones().simulator.dials().length, 1);
  });

  it('rings the phone once, even sent many times at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => phones().dial({ ClientToken: 'attempt-1' })),
    );
    assert.equal(new Set(ids).size, 1);
    assert.equal(phones().simulator.dials().length, 1);
  });

  it('is case-sensitive', async () => {
    const first = await phones().dial({ ClientToken: 'attempt-a' });
    assert.notEqual(await phones().dial({ ClientToken: 'ATTEMPT-A' }), first);
  });

  it('returns its contact after the call has ended', async () => {
    const first = await phones().dial({ ClientToken: 'attempt-1' });
    phones().pass(3600);
    assert.equal(await phones().dial({ ClientToken: 'attempt-1' }), first);
    assert.equal(phones().simulator.dials().length, 1);
  });

  it('is forgotten after 7 days', async () => {
    const first = await phones().dial({ ClientToken: 'attempt-1' });
    phones().pass(sevenDays - 1);
    assert.equal(await phones().dial({ ClientToken: 'attempt-1' }), first);
    phones().pass(1);
    assert.notEqual(await phones().dial({ ClientToken: 'attempt-1' }), first);
    assert.equal(phones().simulator.dials().length, 2);
  });

  it('is not used up by a request that was refused', async () => {
    const destination = '+12065550130';
    phones().simulator.script(destination, { dispositions: ['not-allowed', 'answered'] });
    const request = { DestinationPhoneNumber: destination, ClientToken: 'attempt-1' };
    await assert.rejects(phones().dial(request));
    await phones().dial(request);
    assert.equal(phones().simulator.dials().length, 1);
  });

  it('that is missing makes every request a new call', async () => {
    // The AWS client always fills one in, so this needs a bare request.
    await phones().put(validRequest);
    await phones().put(validRequest);
    const dials = phones().simulator.dials();
    assert.equal(dials.length, 2);
    assert.equal(dials[0]?.clientToken, undefined);
  });
});

describe("A ClientToken, with tokenAfterDisconnect: 'new'", () => {
  const phones = usePhones({ tokenAfterDisconnect: 'new' });

  it('returns its contact while the call lasts', async () => {
    const first = await phones().dial({ ClientToken: 'attempt-1' });
    phones().pass(10);
    assert.equal(await phones().dial({ ClientToken: 'attempt-1' }), first);
    assert.equal(phones().simulator.dials().length, 1);
  });

  it('rings the phone again once the call has ended, and then stands for the new contact', async () => {
    const first = await phones().dial({ ClientToken: 'attempt-1' });
    phones().pass(60);
    const second = await phones().dial({ ClientToken: 'attempt-1' });
    assert.notEqual(second, first);
    assert.equal(await phones().dial({ ClientToken: 'attempt-1' }), second);
    assert.equal(phones().simulator.dials().length, 2);
  });
});

describe('A ClientToken with another request', () => {
  const phones = usePhones();

  it('returns the contact of the first one', async () => {
    const first = await phones().dial({ ClientToken: 'attempt-1' });
    const other = { ClientToken: 'attempt-1', DestinationPhoneNumber: '+12065550101' };
    assert.equal(await phones().dial(other), first);
    assert.equal(phones().simulator.dials().length, 1);
  });
});

describe("A ClientToken with another request, with tokenWithOtherBody: 'invalid-request'", () => {
  const phones = usePhones({ tokenWithOtherBody: 'invalid-request' });

  it('is refused, but not where only the order of attributes is another', async () => {
    const token = { ClientToken: 'attempt-1' };
    const first = await phones().dial({ ...token, Attributes: { a: '1', b: '2' } });
    assert.equal(await phones().dial({ ...token, Attributes: { b: '2', a: '1' } }), first);
    await assert.rejects(phones().dial({ ...token, Attributes: { a: '1', b: '3' } }), {
      name: 'InvalidRequestException',
    });
    assert.equal(phones().simulator.dials().length, 1);
  });
});
