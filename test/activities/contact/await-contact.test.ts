import assert from 'node:assert/strict';
import { ApplicationFailureCategory } from '@temporalio/common';
import { FailureType, type ActivityDependencies } from '../../../activities';
import { attemptId } from '../../../src/domain/call/attempt';
import { call, plan, useLine } from '../../connect/support';
import { request } from '../../support/calls';
import { activitiesOn, activityEnvironment, assertResult, dial, failureOf } from '../support';
import type { AwaitContactResult } from '../../../src/contract/contact';

describe("awaiting a contact's end", () => {
  const line = useLine();

  function awaitInput({ contactId, since }: { contactId: string; since: string }, attempt: number) {
    return {
      contactId,
      since,
      lineHeldForMs: 420_000,
      closes: { plan: plan({ number: attempt }), dialing: { startedAt: since }, stoppedByUs: false },
      basis: {
        call,
        request: request('+12065550100'),
        facts: {
          startedAt: Date.parse(since),
          attempts: [],
          control: { paused: false, cancelled: false },
          skippedSteps: [],
        },
      },
      taskQueue: 'calls',
    };
  }

  /** Ring the first attempt's phone. */
  async function ring(destinationPhoneNumber = '+12065550101') {
    const dialed = await dial(line(), { plan: plan({ destinationPhoneNumber }) });
    assertResult(dialed, 'started');
    return { contactId: dialed.contactId, since: dialed.sentAt };
  }

  function awaitContact(
    { contactId, since }: { contactId: string; since: string },
    attempt = 1,
    dependencies: Partial<ActivityDependencies> = {},
  ): Promise<AwaitContactResult> {
    const input = awaitInput({ contactId, since }, attempt);
    // Temporal's own clock is the one that counts, whatever the worker's says.
    const environment = activityEnvironment({ currentAttemptScheduledTimestampMs: line().now });
    return environment.run(activitiesOn(line(), dependencies).outboundAwaitContact, input);
  }

  it('records the attempt once its contact has ended, and decides what comes next', async () => {
    const ringing = await ring('+12065550102');
    line().pass(2);
    const end = await awaitContact(ringing);
    assert.equal(end.result, 'ended');
    const { recorded, decision } = end.decided;
    const [attempt] = recorded;
    assert.equal(attempt?.contactId, ringing.contactId);
    assert.equal(attempt.disconnectReason, 'TELECOM_BUSY');
    assert.equal(attempt.endedAt, line().at());
    assert.equal(attempt.disposition, 'busy');
    assert.equal(decision.do, 'finish');
    assert.equal(decision.outcome, 'exhausted');
  });

  it('says "not yet" while it rings: benign, retried, and no alarm', async () => {
    const ringing = await ring();
    line().pass(59);
    const failure = await failureOf(awaitContact(ringing));
    assert.equal(failure.type, FailureType.ContactNotEnded);
    assert.equal(failure.nonRetryable, false);
    assert.equal(failure.category, ApplicationFailureCategory.BENIGN);
  });

  it('says that a long conversation still holds its line, before the line would be given to others', async () => {
    line().simulator.script('+12065550140', { dispositions: ['answered'], talkSeconds: 36_000 });
    const talking = await ring('+12065550140');
    const lineHeldFor = 420_000;
    const kept: number[] = [];
    const linesOf = () => ({
      take: () => Promise.resolve('taken' as const),
      keep: (_id: string, heldFor: number) => kept.push(heldFor),
      free: () => undefined,
    });
    const ask = (attempt: number) => {
      const input = { ...awaitInput(talking, 1), lineHeldFor };
      const currentAttemptScheduledTimestampMs = line().now;
      return activityEnvironment({ attempt, currentAttemptScheduledTimestampMs }).run(
        activitiesOn(line(), { linesOf }).outboundAwaitContact,
        input,
      );
    };
    await failureOf(ask(1));
    assert.deepEqual(kept, [], 'the dial has just said so');
    line().pass(360);
    await failureOf(ask(1));
    assert.deepEqual(kept, [lineHeldFor], 'nobody has asked for so long');
    for (let second = 0; second < 1800; second += 30) {
      line().pass(30);
      await failureOf(ask(2));
    }
    assert.ok(kept.length >= 1800 / 140 && kept.length < 18, `kept ${kept.length} times in half an hour`);
  });

  it('polls every five seconds at first, then more and more rarely, at least every half minute', async () => {
    line().simulator.script('+12065550140', { dispositions: ['answered'], talkSeconds: 3600 });
    const talking = await ring('+12065550140');
    const delays: unknown[] = [];
    for (const seconds of [0, 10, 10, 40, 60, 180, 600]) {
      line().pass(seconds);
      delays.push((await failureOf(awaitContact(talking))).nextRetryDelay);
    }
    assert.deepEqual(delays, [5_000, 5_000, 5_000, 5_000, 5_000, 12_500, 30_000]);
  });

  it("polls at the installation's interval", async () => {
    const ringing = await ring();
    line().pass(7);
    const ages: number[] = [];
    const pollDelay = (age: number) => {
      ages.push(age);
      return 1_234;
    };
    const failure = await failureOf(awaitContact(ringing, 1, { pollDelay }));
    assert.equal(failure.nextRetryDelay, 1_234);
    assert.deepEqual(ages, [7_000]);
  });

  it('polls again soon when the dial is in the future by this clock', async () => {
    const { contactId } = await ring();
    const failure = await failureOf(awaitContact({ contactId, since: line().at(3600) }));
    assert.equal(failure.nextRetryDelay, 5_000);
  });

  it('fails for good when the contact belongs to another attempt', async () => {
    const ringing = await ring();
    line().pass(61);
    const failure = await failureOf(awaitContact(ringing, 2));
    assert.equal(failure.type, FailureType.TokenCollision);
    assert.equal(failure.nonRetryable, true);
    assert.ok(failure.message.includes(attemptId(call, 1)) && failure.message.includes(attemptId(call, 2)));
  });

  it('does not wait for the end of a conversation to notice a collision', async () => {
    assert.equal((await failureOf(awaitContact(await ring(), 2))).type, FailureType.TokenCollision);
  });

  it('goes on with a contact that names no attempt', async () => {
    const contactId = await line().dial({ destinationPhoneNumber: '+12065550102', attributes: {} });
    line().pass(2);
    assert.equal((await awaitContact({ contactId, since: line().at(-2) })).result, 'ended');
  });

  it('waits two minutes for a contact to become visible, then says that it is lost', async () => {
    const unseen = { contactId: 'not-there-yet', since: line().at() };
    line().pass(120);
    const failure = await failureOf(awaitContact(unseen));
    assert.equal(failure.type, FailureType.ContactNotEnded);
    assert.equal(failure.category, ApplicationFailureCategory.BENIGN);
    line().pass(1);
    const end = await awaitContact(unseen);
    assert.equal(end.result, 'lost');
    assert.match(end.why, /not-there-yet not found/);
  });

  it('takes no contact for lost, or for new, because its own clock is off', async () => {
    const unseen = { contactId: 'not-there-yet', since: line().at() };
    const ahead = { clock: () => line().now + 600_000 };
    assert.equal((await failureOf(awaitContact(unseen, 1, ahead))).type, FailureType.ContactNotEnded);
    line().pass(121);
    const behind = { clock: () => line().now - 600_000 };
    assert.equal((await awaitContact(unseen, 1, behind)).result, 'lost');
  });

  for (const code of ['InvalidParameterException', 'SomethingNew']) {
    it(`(${code}) is retried for two minutes, then the contact counts as lost: the error never fails the call`, async () => {
      const contactId = await line().dial({ destinationPhoneNumber: '+12065550101' });
      const since = line().at();
      const fault = { operation: 'DescribeContact', kind: 'error', code, status: 400, count: 2 } as const;
      line().simulator.fault(fault);
      const failure = await failureOf(awaitContact({ contactId, since }));
      assert.equal(failure.type, FailureType.ContactNotEnded);
      assert.equal(failure.nonRetryable, false);
      line().pass(121);
      assert.equal((await awaitContact({ contactId, since })).result, 'lost');
    });
  }

  const troubles: [code: string, status: number, type: FailureType, isBenign: boolean][] = [
    ['TooManyRequestsException', 429, FailureType.Throttled, true],
    ['AccessDeniedException', 403, FailureType.AccessDenied, false],
    ['InternalServiceException', 500, FailureType.InternalService, false],
  ];
  for (const [code, status, type, isBenign] of troubles) {
    it(`(${code}) is retried, no sooner than after 5 seconds`, async () => {
      const ringing = await ring();
      line().simulator.fault({ operation: 'DescribeContact', kind: 'error', code, status, message: 'no' });
      const failure = await failureOf(awaitContact(ringing));
      assert.equal(failure.type, type);
      assert.equal(failure.nonRetryable, false);
      assert.equal(failure.nextRetryDelay, 5_000);
      assert.equal(failure.category === ApplicationFailureCategory.BENIGN, isBenign);
    });
  }

  it('(a lost answer) is retried', async () => {
    const ringing = await ring();
    for (const kind of ['drop-after', 'hang-after', 'truncate-after', 'html-error'] as const) {
      line().simulator.fault({ operation: 'DescribeContact', kind });
      assert.equal((await failureOf(awaitContact(ringing))).nonRetryable, false, kind);
    }
  });
});
