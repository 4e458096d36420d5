import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { acknowledgeSignal, acknowledgeUpdate } from '../../../src/client';
import type { CallInTurnOptions, InTurnResult, outboundCallInTurn, PersonInTurn } from '../../../workflows';
import { brokenBy } from '../../replay/replay';
import { eventually, request, withCalls, type CallTest } from '../../support/calls';
import { resetToBeginning } from '../../support/reset';
import { timeSkippingServer } from '../../support/shared-servers';
import { workflowBundle } from '../../support/workflow-bundle';
import { live, person as reachable, ringing, withParents } from './support';

const [busy, another] = ['+12065550102', '+12065550147'];
const alex: PersonInTurn = { id: 'alex', request: request(busy) };
const bo: PersonInTurn = { id: 'bo', request: request(reachable) };
const chris: PersonInTurn = { id: 'chris', request: request(another) };

describe('callInTurn in a workflow', () => {
  it('calls one person after the other until one is reached', async () => {
    await withParents({ answersAtOnce: true }, async (parts) => {
      const turn = await start(parts, [alex, bo, chris]);
      const result = await turn.result();
      assert.deepEqual([result.outcome, result.person], ['reached', 'bo']);
      assert.deepEqual(
        result.calls.map(({ person, round, result: call }) => [person, round, call?.outcome]),
        [
          ['alex', 1, 'exhausted'],
          ['bo', 1, 'reached'],
        ],
      );
      assert.deepEqual(numbers(parts), [busy, reachable]);
      const history = await turn.fetchHistory();
      assert.deepEqual(await brokenBy(await workflowBundle(), [{ name: 'turn', history }]), []);
    });
  });

  it('until acknowledged, goes on after people were reached, and calls nobody again who has opted out', async () => {
    await withParents({ answersAtOnce: true }, async (parts) => {
      parts.simulator.script(another, {
        dispositions: ['answered'],
        ...{ ringSeconds: 0, talkSeconds: 0, attributes: { stop: 'yes' } },
      });
      const refusing = {
        id: 'chris',
        request: request(another, { refusedWhen: { attribute: 'stop', equals: 'yes' } }),
      };
      const { outcome } = await (
        await start(parts, [bo, refusing], { rounds: 2, until: 'acknowledged' })
      ).result();
      assert.equal(outcome, 'exhausted');
      assert.deepEqual(numbers(parts), [reachable, another, reachable]);
    });
  });

  it('ends at once by an acknowledgement: the phone that rings falls silent, and nobody else is called', async () => {
    await withParents({}, async (parts) => {
      const turn = await start(parts, [bo, chris], { until: 'acknowledged' });
      await ringing(parts);
      assert.deepEqual(await turn.executeUpdate(acknowledgeUpdate, { args: [{ by: 'dana' }] }), {
        by: 'dana',
      });
      const result = await turn.result();
      assert.deepEqual([result.outcome, result.by], ['acknowledged', 'dana']);
      assert.equal(result.calls[0]?.result?.outcome, 'concluded');
      assert.deepEqual(await live(parts), []);
      assert.deepEqual(numbers(parts), [reachable]);
    });
  });

  it('ends when the call under way is concluded, such as by a contact flow that knows only the call', async () => {
    await withParents({}, async (parts) => {
      const turn = await start(parts, [bo, chris]);
      await ringing(parts);
      const call = parts.calls.getHandle(
        parts.simulator.dials()[0]?.attributes['outboundCallWorkflowId'] ?? '',
      );
      await call.conclude({ by: 'bo', hangUp: true });
      const { outcome, by } = await turn.result();
      assert.deepEqual([outcome, by], ['acknowledged', 'bo']);
      assert.deepEqual(numbers(parts), [reachable]);
    });
  });

  it('calls nobody, if it was acknowledged before', async () => {
    await withParents({}, async (parts) => {
      const turn = await parts.client.workflow.signalWithStart<typeof outboundCallInTurn, [{ by: string }]>(
        'outboundCallInTurn',
        {
          ...{ workflowId: `turn-${randomUUID()}`, taskQueue: parts.taskQueue, args: [[bo], {}] },
          ...{ signal: acknowledgeSignal, signalArgs: [{ by: 'dana' }] },
        },
      );
      const { outcome, by, calls } = await turn.result();
      assert.deepEqual([outcome, by, calls], ['acknowledged', 'dana', []]);
      assert.deepEqual(numbers(parts), []);
    });
  });

  it('rings each person once although it is reset while a phone rings, and can still be acknowledged', async () => {
    await withParents({}, async (parts) => {
      const { workflowId } = await start(parts, [bo, chris]);
      await ringing(parts);
      await resetToBeginning(parts.client, workflowId);
      await eventually(async () => {
        const { count } = await parts.client.workflow.count("WorkflowType = 'outboundCallAdoption'");
        return count > 0 ? true : undefined;
      });
      const turn = parts.client.workflow.getHandle<typeof outboundCallInTurn>(workflowId);
      await turn.signal(acknowledgeSignal, { by: 'dana' });
      const { outcome, by } = await turn.result();
      assert.deepEqual([outcome, by], ['acknowledged', 'dana']);
      assert.deepEqual(numbers(parts), [reachable]);
      assert.deepEqual(await live(parts), []);
    });
  });

  it('hangs up when it is cancelled, and calls nobody else', async () => {
    await withParents({}, async (parts) => {
      const turn = await start(parts, [bo, chris]);
      await ringing(parts);
      await turn.cancel();
      await assert.rejects(turn.result(), (error) => {
        assert.ok(error instanceof WorkflowFailedError);
        return error.cause instanceof CancelledFailure;
      });
      assert.deepEqual(await live(parts), []);
      assert.deepEqual(numbers(parts), [reachable]);
    });
  });

  it('goes on after a call that fails, and fails when all of them do', async () => {
    await withParents({ answersAtOnce: true }, async (parts) => {
      const wrong = { id: 'wrong', request: request('home') };
      const { outcome, calls } = await (await start(parts, [wrong, bo])).result();
      assert.deepEqual([outcome, calls[0]?.failure?.type], ['reached', 'InvalidCallRequest']);
      assert.equal((await failureOf(await start(parts, [wrong]))).type, 'InvalidCallRequest');
    });
  });

  it('refuses what makes no sense, instead of failing its workflow task for ever', async () => {
    await withParents({}, async (parts) => {
      const wrong: [unknown, unknown, RegExp][] = [
        [[], {}, /people must name at least one person/],
        [undefined, {}, /people must be a list/],
        [[bo, bo], {}, /no id twice/],
        [[{ id: 'bo' }], {}, /people\[0\].request must be the request of a call/],
        [[bo], { round: 2 }, /options must have no other members than rounds/],
        [[bo], { rounds: 0.5 }, /options.rounds must/],
        [[bo], { between: 'a while' }, /options.between must be a duration/],
      ];
      for (const [people, options, why] of wrong) {
        const failure = await failureOf(await start(parts, people as PersonInTurn[], options as object));
        assert.equal(failure.type, 'InvalidCallRequest');
        assert.match(failure.message, why);
      }
      assert.deepEqual(numbers(parts), []);
    });
  });

  it('waits between two rounds, and an acknowledgement ends that wait', async () => {
    const server = await timeSkippingServer();
    const clock = () => server.currentTimeMs();
    const inTime = { server, simulator: { clock }, activities: { clock, pollDelay: undefined } };
    await withCalls(inTime, async (parts) => {
      const begun = await server.currentTimeMs();
      const turn = await start(parts, [alex], { rounds: 2, between: '1 hour' });
      const { outcome, calls } = await turn.result();
      assert.deepEqual([outcome, calls.length], ['exhausted', 2]);
      const [first, second] = calls.map(({ result }) => Date.parse(result?.attempts[0]?.startedAt ?? ''));
      assert.ok((second ?? 0) - (first ?? 0) >= 3_600_000, `begun ${begun}, ${first}, ${second}`);
    });
    await withParents({ answersAtOnce: true }, async (parts) => {
      const turn = await start(parts, [alex], { rounds: 2, between: '1 hour' });
      await eventually(async () => {
        const { events } = await turn.fetchHistory();
        return events?.find((event) => event.timerStartedEventAttributes);
      });
      await turn.signal(acknowledgeSignal, { by: 'dana' });
      assert.equal((await turn.result()).outcome, 'acknowledged');
      assert.deepEqual(numbers(parts), [busy]);
    });
  });
});

function start(
  { client, taskQueue }: CallTest,
  people: readonly PersonInTurn[],
  options: CallInTurnOptions = {},
): Promise<WorkflowHandle<typeof outboundCallInTurn>> {
  return client.workflow.start<typeof outboundCallInTurn>('outboundCallInTurn', {
    workflowId: `turn-${randomUUID()}`,
    taskQueue,
    args: [people, options],
  });
}

/** Whose phones have rung, in order. */
function numbers({ simulator }: CallTest): string[] {
  return simulator.dials().map(({ destinationPhoneNumber }) => destinationPhoneNumber);
}

async function failureOf(turn: { result: () => Promise<InTurnResult> }): Promise<ApplicationFailure> {
  try {
    await turn.result();
  } catch (error) {
    assert.ok(error instanceof WorkflowFailedError);
    assert.ok(error.cause instanceof ApplicationFailure, String(error.cause));
    return error.cause;
  }
  return assert.fail('It did not fail');
}
