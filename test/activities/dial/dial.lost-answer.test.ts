import assert from 'node:assert/strict';
import type { ActivityDependencies } from '../../../activities';
import type { FaultKind } from '../../../src/simulator';
import { requestTimeout, useLine, type Line } from '../../connect/support';
import {
  activitiesOn,
  activityEnvironment,
  assertResult,
  dial,
  dialInput,
  failureOf,
  refusals,
} from '../support';
import type { DialInput, DialResult } from '../../../src/contract/dial';

const lostAnswers: FaultKind[] = [
  { kind: 'drop-after' },
  { kind: 'hang-after' },
  { kind: 'error-after' },
  { kind: 'html-error-after' },
  { kind: 'truncate-after' },
  { kind: 'slow', milliseconds: 2 * requestTimeout },
];

describe('a dial whose answer is lost', () => {
  const line = useLine();

  for (const fault of lostAnswers) {
    it(`(${fault.kind}) is sent again with the same token: one ring, and its contact`, async () => {
      line().failDials(fault);
      const dialed = await dial(line());
      assertResult(dialed, 'started');
      assert.deepEqual(contactIds(line()), [dialed.contactId]);
    });
  }

  it('(dropped before it arrived) is sent again, and rings once', async () => {
    line().failDials({ kind: 'drop-before' });
    const dialed = await dial(line());
    assertResult(dialed, 'started');
    assert.deepEqual(contactIds(line()), [dialed.contactId]);
  });

  it('is sent once where the policy says never to send again, and then may have been sent', async () => {
    line().failDials({ kind: 'drop-before' });
    const dialed = await dial(line(), { resend: 'never' });
    assertResult(dialed, 'maybe-sent');
    assert.equal(dialed.firstSentAt, line().at());
    assert.deepEqual(contactIds(line()), []);
  });

  it('is given up when the re-send window closes, and keeps the instant of its first send', async () => {
    const first = line().at();
    line().failDials({ kind: 'drop-after' }, 1000);
    const dialed = await run(line(), { clock: ticking(line(), 40) });
    assertResult(dialed, 'maybe-sent');
    assert.equal(dialed.firstSentAt, first);
    assert.equal(contactIds(line()).length, 1);
  });

  it('of an earlier dial is recovered by a re-send within the re-send window, and not after it', async () => {
    const inTime = await dial(line(), { firstSentAt: line().at(-60) });
    assertResult(inTime, 'started');
    line().simulator.reset();
    const tooLate = await dial(line(), { firstSentAt: line().at(-60.001) });
    assertResult(tooLate, 'maybe-sent');
    assert.equal(tooLate.firstSentAt, line().at(-60.001));
    assert.deepEqual(contactIds(line()), []);
  });

  it('of an earlier dial is not re-sent after notAfter: the attempt may have been sent', async () => {
    const dialed = await dial(line(), { firstSentAt: line().at(-10), notAfter: line().at(-1) });
    assertResult(dialed, 'maybe-sent');
    assert.equal(dialed.firstSentAt, line().at(-10));
    assert.deepEqual(contactIds(line()), []);
  });

  it("of an earlier dial is not re-sent when its instant can't be read", async () => {
    assertResult(await dial(line(), { firstSentAt: 'just now' }), 'maybe-sent');
    assert.deepEqual(contactIds(line()), []);
  });

  it('is reported as lost when the worker shuts down before it could re-send', async () => {
    line().failDials({ kind: 'drop-after' }, 1000);
    const environment = activityEnvironment();
    environment.cancel('WORKER_SHUTDOWN');
    const dialed = await dial(line(), {}, environment);
    assertResult(dialed, 'maybe-sent');
    assert.equal(dialed.firstSentAt, line().at());
    assert.equal(contactIds(line()).length, 1);
  });
});

describe('a dial that may have been sent', () => {
  const line = useLine();
  const passing = new Set([
    'throttle',
    'LimitExceededException',
    'AccessDeniedException',
    'ExpiredTokenException',
    'UnrecognizedClientException',
  ]);

  for (const refusal of refusals) {
    const name = refusal.kind === 'error' ? refusal.code : refusal.kind;
    it(`stays so, whatever a later send of it is answered: ${name}`, async () => {
      const firstSentAt = line().at(-10);
      line().failDials(refusal);
      const dialed = await run(line(), { clock: ticking(line(), 60) }, { firstSentAt });
      assertResult(dialed, 'maybe-sent');
      assert.equal(dialed.firstSentAt, firstSentAt);
      assert.deepEqual(contactIds(line()), []);
      // A quota has room again within seconds, and credentials are renewed; what is refused otherwise stays so.
      assert.equal(dialed.isRefused, passing.has(name) ? undefined : true);
    });
  }

  it("stays so when the endpoint can't be reached any more", async () => {
    line().failDials({ kind: 'drop-after' });
    const { simulator } = line();
    const dialed = await run(line(), {
      clock: () => {
        if (simulator.dials().length > 0) {
          line().pass(31);
          void simulator.close();
        }
        return line().now;
      },
    });
    assertResult(dialed, 'maybe-sent');
  });
});

describe('a dial as a single activity that Temporal retries', () => {
  const line = useLine();

  it('rings once, however often it is retried', async () => {
    const attempts = [1, 2, 3, 4].map((attempt) => activityEnvironment({ attempt }));
    const contacts = new Set<string>();
    for (const environment of attempts) {
      const dialed = await dial(line(), {}, environment);
      assertResult(dialed, 'started');
      contacts.add(dialed.contactId);
      line().pass(20);
    }
    assert.equal(contacts.size, 1);
    assert.equal(contactIds(line()).length, 1);
  });

  it('rings once when a failure is retried until it is mended', async () => {
    line().failDials({ kind: 'error', code: 'AccessDeniedException', status: 403, message: 'no' });
    const failure = await failureOf(dial(line()));
    assert.equal(failure.nonRetryable, false);
    assertResult(await dial(line(), {}, activityEnvironment({ attempt: 2 })), 'started');
    assert.equal(contactIds(line()).length, 1);
  });
});

async function run(
  line: Line,
  dependencies: Partial<ActivityDependencies>,
  members: Partial<DialInput> = {},
): Promise<DialResult> {
  return activityEnvironment().run(activitiesOn(line, dependencies).outboundDial, dialInput(line, members));
}

/** A clock that goes on by so many seconds whenever it is looked at, beginning with now. */
function ticking(line: Line, seconds: number): () => number {
  let looked = false;
  return () => {
    if (looked) line.pass(seconds);
    looked = true;
    return line.now;
  };
}

function contactIds({ simulator }: Line): string[] {
  return simulator.dials().map((dial) => dial.contactId);
}
