import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { BeforeDialAnswer, BeforeDialQuestion } from '../../../src';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import {
  eventually,
  ownTeam,
  request,
  withCalls,
  type CallTest,
  type CallTestOptions,
} from '../../support/calls';
import { localServer } from '../../support/shared-servers';

type MayCall = (question: BeforeDialQuestion) => Promise<unknown>;
const quick = { speed: 200, throttles: 'off' } as const;

/** Calls whose policy asks an activity of somebody else's worker, on a task queue of its own. */
async function asking(
  mayCall: MayCall,
  test: (parts: CallTest & { beforeDial: NonNullable<PolicyInput['beforeDial']> }) => Promise<void>,
  options: CallTestOptions = {},
): Promise<void> {
  const { client, nativeConnection } = await localServer();
  const taskQueue = `crm-${randomUUID()}`;
  const crm = await Worker.create({ connection: nativeConnection, taskQueue, activities: { mayCall } });
  await crm.runUntil(() =>
    withCalls({ server: { client, nativeConnection }, simulator: quick, ...options }, (parts) =>
      test({ ...parts, beforeDial: { activity: 'mayCall', taskQueue } }),
    ),
  );
}

describe('beforeDial', () => {
  it('is called before every dial, with what the call is about; when it allows the dial, it is made', async () => {
    const questions: BeforeDialQuestion[] = [];
    const mayCall: MayCall = async (question) => {
      questions.push(question);
      return { allow: true } satisfies BeforeDialAnswer;
    };
    await asking(mayCall, async ({ calls, client, simulator, beforeDial }) => {
      simulator.script('+12065550100', { dispositions: ['busy', 'answered'] });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: 0 }];
      const about = { subject: 'order 7', name: 'Ana', attributes: { order: '7' } };
      await calls.start(
        { ...request('+12065550100', { steps, beforeDial }), ...about },
        { workflowId: 'asked-before' },
      );
      assert.equal((await calls.getHandle('asked-before').result()).outcome, 'reached');
      const { runId } = await client.workflow.getHandle('asked-before').describe();
      const question = {
        workflowId: 'asked-before',
        runId,
        step: 'own-team',
        destinationPhoneNumber: '+12065550100',
      };
      assert.deepEqual(questions, [
        { ...question, ...about, attempt: 1 },
        { ...question, ...about, attempt: 2 },
      ]);
    });
  });

  it('refused: nothing rings, and the call ends undialable with the words', async () => {
    const mayCall: MayCall = async () => ({ refuse: 'the debt is paid' }) satisfies BeforeDialAnswer;
    await asking(mayCall, async ({ calls, simulator, beforeDial }) => {
      await calls.start(request('+12065550100', { beforeDial }), { workflowId: 'refused-before' });
      const { outcome, reasons, attempts } = await calls.getHandle('refused-before').result();
      assert.deepEqual([outcome, attempts, simulator.dials()], ['undialable', [], []]);
      assert.deepEqual(
        reasons.map(({ rule, text }) => [rule, text]),
        [['refused-before-dial', 'The activity "mayCall" refused the call: the debt is paid']],
      );
    });
  });

  it('answers "wait": the call waits that long, says why, and checks again', async () => {
    let waitUntil: string | undefined;
    const mayCall: MayCall = async () => {
      if (waitUntil) return { allow: true };
      waitUntil = new Date(Date.now() + 2_000).toISOString();
      return { waitUntil, reason: 'they are at lunch' } satisfies BeforeDialAnswer;
    };
    await asking(mayCall, async ({ calls, simulator, beforeDial }) => {
      await calls.start(request('+12065550100', { beforeDial }), { workflowId: 'told-to-wait' });
      const next = await eventually(async () => {
        const status = await calls.getHandle('told-to-wait').status();
        return status.next?.reasons.some(({ rule }) => rule === 'before-dial') ? status.next : undefined;
      });
      assert.equal(next.at, waitUntil);
      assert.match(next.reasons.at(-1)?.text ?? '', /"mayCall" .*they are at lunch/);
      assert.deepEqual(simulator.dials(), []);
      assert.equal((await calls.getHandle('told-to-wait').result()).outcome, 'reached');
      assert.ok(
        (await calls.getHandle('told-to-wait').result()).attempts.every(
          ({ startedAt }) => startedAt >= next.at,
        ),
      );
    });
  });

  it('answers "wait" beyond the deadline: the call expires, and says why', async () => {
    const waitUntil = new Date(Date.now() + 30 * 86_400_000).toISOString();
    await asking(
      async () => ({ waitUntil }),
      async ({ calls, beforeDial }) => {
        await calls.start(request('+12065550100', { beforeDial }), { workflowId: 'too-long' });
        const { outcome, reasons } = await calls.getHandle('too-long').result();
        assert.deepEqual(
          [outcome, reasons.map(({ rule }) => rule)],
          ['expired', ['before-dial', 'deadline']],
        );
      },
    );
  });

  it('fails now and then: it is called again, and nothing is dialed meanwhile', async () => {
    const rang: number[] = [];
    let look = () => 0;
    const mayCall: MayCall = async () => {
      rang.push(look());
      if (rang.length < 3) throw new Error('the CRM is down');
      return { allow: true };
    };
    await asking(mayCall, async ({ calls, simulator, beforeDial }) => {
      look = () => simulator.dials().length;
      await calls.start(request('+12065550100', { beforeDial }), { workflowId: 'crm-down' });
      assert.equal((await calls.getHandle('crm-down').result()).outcome, 'reached');
      assert.deepEqual(rang, [0, 0, 0]);
    });
  });

  it('returns a malformed answer, or fails for good: nothing is dialed, and the timeline says why', async () => {
    const mayCall: MayCall = async ({ workflowId }) => {
      if (workflowId === 'no-sense') return { allowed: 'yes' };
      throw ApplicationFailure.nonRetryable('no such customer');
    };
    await asking(mayCall, async ({ calls, simulator, beforeDial }) => {
      for (const [workflowId, why] of [
        ['no-sense', /its answer is not one of \{"allow": true\}/],
        ['failing', /no such customer/],
      ] as const) {
        await calls.start(request('+12065550100', { beforeDial }), { workflowId });
        const explained = await eventually(async () => {
          const explanation = await calls.getHandle(workflowId).explain();
          const [reason] = explanation.reasonData.filter(({ rule }) => rule === 'before-dial-not-answered');
          return explanation.state === 'waiting' && reason ? { ...explanation, reason } : undefined;
        });
        assert.match(explained.reason.text, why);
        assert.match(explained.reason.text, /"mayCall" on task queue "crm-.*nothing is dialed; next try/);
        assert.ok(explained.decision?.do === 'dial' && Date.parse(explained.decision.at) > Date.now());
        await calls.getHandle(workflowId).cancel();
        assert.equal((await calls.getHandle(workflowId).result()).outcome, 'cancelled');
      }
      assert.deepEqual(simulator.dials(), []);
    });
  });

  it('takes its time: a pause, another policy and a cancellation take effect at once', async () => {
    const asked: string[] = [];
    const mayCall: MayCall = async ({ workflowId }) => {
      asked.push(workflowId);
      // Longer than the test: whoever waits for it waits in vain.
      await Promise.race([Context.current().cancelled, Context.current().sleep(20_000)]);
      return { allow: true };
    };
    await asking(mayCall, async ({ calls, simulator, beforeDial }) => {
      const policy = { beforeDial: { ...beforeDial, timeout: '1 minute' } };
      const isAsked = (workflowId: string, times = 1) =>
        eventually(() => asked.filter((one) => one === workflowId).length >= times || undefined);

      await calls.start(request('+12065550100', policy), { workflowId: 'cancelled' });
      await isAsked('cancelled');
      const { summary } = await calls.getHandle('cancelled').explain();
      assert.match(
        summary,
        /^Waiting for the activity "mayCall" on task queue "crm-.*attempt 1 .*Nothing is dialed/,
      );
      await calls.getHandle('cancelled').cancel();
      assert.equal((await calls.getHandle('cancelled').result()).outcome, 'cancelled');

      await calls.start(request('+12065550100', policy), { workflowId: 'changed' });
      await isAsked('changed');
      await calls.getHandle('changed').pause();
      await eventually(async () =>
        (await calls.getHandle('changed').status()).state === 'paused' ? true : undefined,
      );
      await calls.getHandle('changed').resume();
      await isAsked('changed', 2);
      await calls.getHandle('changed').changePolicy(request('').policy);
      assert.equal((await calls.getHandle('changed').result()).outcome, 'reached');
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('is not called again for a re-send after a lost answer, but for a dial that was not sent', async () => {
    let asked = 0;
    const mayCall: MayCall = async () => {
      asked += 1;
      return { allow: true };
    };
    await asking(mayCall, async ({ calls, simulator, beforeDial }) => {
      const operation = 'StartOutboundVoiceContact';
      simulator.fault({ operation, kind: 'drop-after', count: 2 });
      await calls.start(request('+12065550100', { beforeDial }), { workflowId: 'lost-answer' });
      const { outcome, attempts } = await calls.getHandle('lost-answer').result();
      assert.deepEqual([outcome, attempts.length, asked], ['reached', 1, 1]);

      simulator.fault({ operation, kind: 'throttle', count: 20 });
      await calls.start(request('+12065550100', { beforeDial }), { workflowId: 'throttled-before' });
      await eventually(() => (asked >= 3 ? true : undefined));
      await calls.getHandle('throttled-before').cancel();
    });
  });

  it('answers "wait": the call keeps waiting in another run', async () => {
    const waitUntil = new Date(Date.now() + 3_600_000).toISOString();
    let asked = 0;
    const mayCall: MayCall = async () => {
      asked += 1;
      return { waitUntil, reason: 'lunch' };
    };
    await asking(
      mayCall,
      async ({ calls, client, beforeDial }) => {
        await calls.start(request('+12065550100', { beforeDial }), { workflowId: 'waits-on' });
        await eventually(() => asked || undefined);
        const { runId } = await client.workflow.getHandle('waits-on').describe();
        for (let time = 0; time < 4; time += 1)
          await calls
            .getHandle('waits-on')
            .pause()
            .then(() => calls.getHandle('waits-on').resume());
        await eventually(async () => {
          const next = await client.workflow.getHandle('waits-on').describe();
          return next.runId === runId ? undefined : true;
        });
        const next = await eventually(async () => (await calls.getHandle('waits-on').status()).next);
        assert.deepEqual([next.at, asked], [waitUntil, 1]);
        await calls.getHandle('waits-on').cancel();
      },
      { activities: { settings: { bounds: { historyLimit: 30 } } } },
    );
  });
});
