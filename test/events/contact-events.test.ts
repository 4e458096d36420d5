import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { Client, ServiceError, type WorkflowSignalInput } from '@temporalio/client';
import { simulatedInstance } from '../../src/simulator';
import { eventually } from '../support/calls';
import { sqsServer } from '../support/shared-servers';
import { needsSqsServer } from '../support/with-java';
import { withBridge, type Bridge } from './bridge';

describe('contact events', () => {
  before(needsSqsServer);

  it('reach the workflow that the contact names, with the whole contact, for one DescribeContact', async () => {
    await withBridge({}, async (bridge) => {
      const workflowId = await bridge.workflow();
      const events = bridge.start();
      const contactId = await bridge.call('+12065550102', workflowId);
      await eventually(() => (events.counts().repeated === 1 ? true : undefined));
      const [told, ...more] = await bridge.told(workflowId);
      assert.deepEqual(more, []);
      assert.equal(told?.contactId, contactId);
      assert.equal(told['disconnectReason'], 'TELECOM_BUSY');
      assert.equal(bridge.describes(), 1);
      await bridge.drained();
    });
  });

  it('that come twice and in any order cost one DescribeContact a contact, and signal each workflow once', async () => {
    await withBridge({ events: { duplicate: 1, reorder: 0.5, delaySeconds: 2 } }, async (bridge) => {
      const workflows = await Promise.all(Array.from({ length: 5 }, () => bridge.workflow()));
      const events = bridge.start();
      await Promise.all(workflows.map((workflowId) => bridge.call('+12065550103', workflowId)));
      // INITIATED, DISCONNECTED and COMPLETED, all of them twice.
      await eventually(() => (bridge.simulator.events()?.delivered === 30 ? true : undefined));
      await bridge.drained();
      for (const workflowId of workflows) assert.equal((await bridge.told(workflowId)).length, 1);
      assert.equal(bridge.describes(), 5);
      assert.deepEqual(events.counts(), { ...none, signalled: 5, repeated: 15, ignored: 10 });
    });
  });

  it('wait in the queue for Temporal, and are delivered without another request to Amazon Connect', async () => {
    await withBridge({}, async (bridge) => {
      const workflowId = await bridge.workflow();
      let refusals = 2;
      const client = refusing(bridge, () => {
        refusals -= 1;
        if (refusals >= 0) throw new ServiceError('Temporal is not there');
      });
      const events = bridge.start({ client });
      await bridge.call('+12065550102', workflowId);
      await bridge.drained();
      assert.equal((await bridge.told(workflowId)).length, 1);
      assert.equal(bridge.describes(), 1);
      const counts = events.counts();
      assert.ok(counts.later >= 2, 'on a busy machine Temporal may refuse it once more');
      assert.deepEqual({ ...counts, later: 0 }, { ...none, signalled: 1, repeated: 1, ignored: 1 });
      assert.deepEqual(await bridge.messagesIn(bridge.deadLetterQueueUrl), []);
    });
  });

  it('wait in the queue while Amazon Connect throttles or fails', async () => {
    await withBridge({}, async (bridge) => {
      const workflowId = await bridge.workflow();
      bridge.simulator.fault({ operation: 'DescribeContact', kind: 'throttle' });
      bridge.simulator.fault({ operation: 'DescribeContact', kind: 'html-error' });
      bridge.start();
      await bridge.call('+12065550102', workflowId);
      await bridge.drained();
      assert.equal((await bridge.told(workflowId)).length, 1);
      assert.deepEqual(await bridge.messagesIn(bridge.deadLetterQueueUrl), []);
    });
  });

  it('leave no phone number in the log, whatever the errors of others repeat', async () => {
    await withBridge({}, async (bridge) => {
      const message = 'no permission to look at the call to +12065550102';
      bridge.simulator.fault({
        operation: 'DescribeContact',
        kind: 'error',
        code: 'AccessDeniedException',
        message,
      });
      const events = bridge.start();
      await bridge.call('+12065550102');
      await bridge.drained();
      assert.ok(events.counts().later > 0);
      assert.match(bridge.logged.join(), /the call to \+1206•••0102/);
      assert.doesNotMatch(bridge.logged.join(), /\+12065550102/);
    });
  });

  it('that arrive before DescribeContact shows the end are tried again', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      const workflowId = await bridge.workflow();
      bridge.simulator.script('+12065550139', { dispositions: ['answered'], talkSeconds: 20 });
      const events = bridge.start();
      const calling = bridge.call('+12065550139', workflowId);
      const { contactId } = await eventually(() => bridge.simulator.dials()[0]);
      await bridge.send(disconnected(contactId));
      await eventually(() => (events.counts().later > 0 ? true : undefined));
      assert.deepEqual(await bridge.told(workflowId), []);
      await calling;
      await bridge.drained();
      assert.equal((await bridge.told(workflowId)).length, 1);
    });
  });

  it('about a workflow that is over, or about a call of somebody else, are done with', async () => {
    await withBridge({}, async (bridge) => {
      const workflowId = await bridge.workflow();
      await bridge.client.workflow.getHandle(workflowId).terminate();
      const events = bridge.start();
      await bridge.call('+12065550102', workflowId);
      await bridge.call('+12065550102');
      await bridge.drained();
      const { orphans, foreign } = events.counts();
      assert.deepEqual([orphans, foreign], [1, 1]);
      assert.equal(bridge.describes(), 2, 'the second event of a foreign call costs nothing, either');
    });
  });

  it('of a call that the namespace does not have are counted and logged: the bridge may run in the wrong one', async () => {
    await withBridge({}, async (bridge) => {
      const events = bridge.start();
      await bridge.call('+12065550102', 'of-another-namespace');
      await bridge.drained();
      const { elsewhere, ended } = events.counts();
      assert.deepEqual([elsewhere, ended], [1, 0]);
      assert.match(bridge.logged.join(), /its call of-another-namespace is not in namespace default/);
    });
  });

  it('of a call that was cut off are counted as those of an orphan', async () => {
    await withBridge({}, async (bridge) => {
      const { workflowId, attemptId } = await callWith(bridge);
      await bridge.client.workflow.getHandle(workflowId).terminate();
      const events = bridge.start();
      await bridge.call('+12065550102', workflowId, attemptId);
      // Of another call of the same name.
      await bridge.call('+12065550102', workflowId, 'another.1');
      await bridge.drained();
      const { orphans, foreign } = events.counts();
      assert.deepEqual([orphans, foreign], [1, 1]);
    });
  });

  it('that come while the phone of such a call rings silence it, where that is wanted; others ring on', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      bridge.simulator.script('+12065550139', { dispositions: ['answered'], talkSeconds: 60 });
      const [orphan, healthy] = [await callWith(bridge), await callWith(bridge)];
      const contactIds: string[] = [];
      for (const { workflowId, attemptId } of [orphan, healthy]) {
        const ended = bridge.call('+12065550139', workflowId, attemptId);
        ended.catch(() => undefined);
        const dial = await eventually(() => bridge.simulator.dials()[contactIds.length]);
        contactIds.push(dial.contactId);
      }
      const events = bridge.start({ hangUpOrphans: true });
      let told = 0;
      const sumOf = (counts: object) =>
        Object.values(counts).reduce((sum: number, one) => sum + Number(one), 0);
      const tell = async (type: string) => {
        for (const contactId of contactIds) await bridge.send(eventOf(type, contactId));
        await bridge.drained();
        told += contactIds.length;
        // A message is gone from the queue a moment before it is counted.
        await eventually(() => sumOf(events.counts()) === told || undefined);
      };
      await tell('INITIATED');
      assert.deepEqual(events.counts(), { ...none, ignored: 2 });
      await bridge.client.workflow.getHandle(orphan.workflowId).terminate();
      await tell('CONNECTED_TO_SYSTEM');
      assert.deepEqual(events.counts(), { ...none, ignored: 3, orphans: 1 });
      const contacts = await bridge.simulator.contacts();
      const isLive = (id: string | undefined) =>
        contacts.some(({ contactId, phase }) => contactId === id && phase !== 'ended');
      assert.deepEqual(contactIds.map(isLive), [false, true]);
      assert.match(bridge.logged.join(), /hung up, since its call .* was terminated, timed out or failed/);
    });
  });

  it('that nobody can understand go to the dead-letter queue with the reason, and the others go on', async () => {
    await withBridge({}, async (bridge) => {
      const workflowId = await bridge.workflow();
      await bridge.send('no JSON');
      await bridge.send({
        detail: { eventType: 'DISCONNECTED', instanceArn: 'arn:aws:connect:r:a:instance/i' },
      });
      await bridge.call('+12065550102', workflowId);
      const events = bridge.start();
      await bridge.drained();
      const dead = await bridge.messagesIn(bridge.deadLetterQueueUrl);
      assert.deepEqual(dead.map(({ reason }) => reason).sort(), [
        'it is not JSON',
        'the event has no contactId',
      ]);
      assert.ok(dead.some(({ body }) => body === 'no JSON'));
      assert.equal(events.counts().poison, 2);
      assert.equal((await bridge.told(workflowId)).length, 1);
    });
  });

  it('that nobody can understand stay in the queue where there is no dead-letter queue', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      await bridge.send('no JSON');
      const events = bridge.start({ deadLetterQueueUrl: undefined });
      await eventually(() => (events.counts().poison > 1 ? true : undefined));
      await events.stop();
      assert.match(bridge.logged[0] ?? '', /not understood: it is not JSON/);
    });
  });

  it('reach their workflow however AWS services wrapped them, and what lost its meaning on the way hides none', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      const wrappers: readonly ((event: Event) => unknown)[] = [
        // A rule with the input path $.detail.
        ({ detail }) => detail,
        (event) => ({ Type: 'Notification', TopicArn: 'arn:aws:sns:r:a:t', Message: JSON.stringify(event) }),
        (event) => [event, event],
      ];
      const workflows = await Promise.all(wrappers.map(() => bridge.workflow()));
      for (const [index, wrap] of wrappers.entries()) {
        const contactId = await bridge.call('+12065550102', workflows[index]);
        // Has no type: an input transformer dropped it.
        await bridge.send({ contactId, instanceArn, disconnectTimestamp: '2026-11-21T12:00:09Z' });
        await bridge.send(wrap(disconnected(contactId)));
      }
      const events = bridge.start();
      await bridge.drained();
      for (const workflowId of workflows) assert.equal((await bridge.told(workflowId)).length, 1);
      const { signalled, repeated, poison, foreign } = events.counts();
      assert.deepEqual([signalled, repeated, poison, foreign], [3, 1, 3, 0]);
      const dead = await bridge.messagesIn(bridge.deadLetterQueueUrl);
      for (const { reason } of dead) assert.match(reason ?? '', /neither an eventType nor the Attributes/);
      assert.equal(dead.length, 3);
    });
  });

  it('that nobody can understand go to a dead-letter queue of a FIFO queue, too', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      const { client } = await sqsServer();
      const { QueueUrl = '' } = await client.send(
        new CreateQueueCommand({ QueueName: `${randomUUID()}.fifo`, Attributes: { FifoQueue: 'true' } }),
      );
      await bridge.send('no JSON');
      bridge.start({ deadLetterQueueUrl: QueueUrl });
      await bridge.drained();
      assert.deepEqual(await bridge.messagesIn(QueueUrl), [{ body: 'no JSON', reason: 'it is not JSON' }]);
    });
  });

  it('in the form of contact records that are trusted need no DescribeContact', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      const [raw, wrapped] = [await bridge.workflow(), await bridge.workflow()];
      bridge.start({ trustContactRecords: true });
      await bridge.send(contactRecord(bridge, raw));
      const data = Buffer.from(JSON.stringify(contactRecord(bridge, wrapped))).toString('base64');
      await bridge.send({ eventSource: 'aws:kinesis', partitionKey: '1', sequenceNumber: '4', data });
      for (const workflowId of [raw, wrapped]) {
        await eventually(async () => (await bridge.told(workflowId))[0]);
        assert.deepEqual(await bridge.told(workflowId), [
          {
            contactId: `contact of ${workflowId}`,
            initiatedAt: '2026-11-21T12:00:00.000Z',
            endedAt: '2026-11-21T12:00:09.000Z',
            disconnectReason: 'TELECOM_BUSY',
            attributes: contactRecord(bridge, workflowId).Attributes,
          },
        ]);
      }
      assert.equal(bridge.describes(), 0);
    });
  });

  it('in the form of contact records are otherwise verified with DescribeContact: a forged one ends no call', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      bridge.simulator.script('+12065550139', { dispositions: ['answered'], talkSeconds: 600 });
      const { workflowId, attemptId } = await callWith(bridge);
      bridge.call('+12065550139', workflowId, attemptId).catch(() => undefined);
      const { contactId } = await eventually(() => bridge.simulator.dials()[0]);
      const events = bridge.start();
      const forged = {
        ...contactRecord(bridge, workflowId),
        ContactId: contactId,
        DisconnectReason: 'OTHER',
      };
      await bridge.send(forged);
      await eventually(() => (events.counts().later > 0 ? true : undefined));
      assert.match(bridge.logged.join(), /DescribeContact does not show its end yet/);
      assert.deepEqual(await bridge.told(workflowId), []);
    });
  });

  it('never reach a workflow that is not the call which they name', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      const stranger = `payroll-${randomUUID()}`;
      await bridge.client.workflow.start('payroll', { workflowId: stranger, taskQueue: stranger });
      const { runId } = await bridge.client.workflow.getHandle(stranger).describe();
      const call = await bridge.workflow();
      const events = bridge.start({ trustContactRecords: true });
      const naming = (workflowId: string, attemptId: string) => ({
        ...contactRecord(bridge, workflowId),
        ...{ ContactId: randomUUID() },
        Attributes: { outboundCallWorkflowId: workflowId, outboundCallAttemptId: attemptId },
      });
      await bridge.send(naming(stranger, `${runId}.1`));
      await bridge.send(naming(call, 'no-idea.1'));
      await bridge.drained();
      await eventually(() => (events.counts().foreign === 2 ? true : undefined));
      for (const workflowId of [stranger, call]) assert.deepEqual(await bridge.told(workflowId), []);
      await bridge.client.workflow.getHandle(stranger).terminate();
    });
  });

  it('call Amazon Connect no faster than its quota', async () => {
    await withBridge({}, async (bridge) => {
      await Promise.all(Array.from({ length: 4 }, () => bridge.call('+12065550103')));
      const startedAt = performance.now();
      bridge.start({ describesPerSecond: 2 });
      await bridge.drained();
      assert.equal(bridge.describes(), 4);
      assert.ok(performance.now() - startedAt >= 1_500, 'four at two a second');
    });
  });

  it('are stopped cleanly: what is in hand is finished and deleted, and nothing else is taken', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      const workflowId = await bridge.workflow();
      const gate = new EventEmitter();
      const [reached, opened] = [once(gate, 'reached'), once(gate, 'open')];
      const client = refusing(bridge, () => {
        gate.emit('reached');
        return opened;
      });
      const events = bridge.start({ client, trustContactRecords: true });
      await bridge.send(contactRecord(bridge, workflowId));
      await reached;
      const stopped = events.stop();
      gate.emit('open');
      await stopped;
      assert.equal((await bridge.told(workflowId)).length, 1);
      await bridge.drained();
      await bridge.send('nobody is there');
      assert.equal((await bridge.messagesIn(bridge.queueUrl)).length, 1);
      assert.deepEqual(events.counts(), { ...none, signalled: 1 });
    });
  });

  it('are handed on when another process reads the queue, too', async () => {
    await withBridge({ events: { duplicate: 1 } }, async (bridge) => {
      const workflowId = await bridge.workflow();
      bridge.start();
      bridge.start();
      await bridge.call('+12065550102', workflowId);
      await bridge.drained();
      const count = (await bridge.told(workflowId)).length;
      assert.ok(count === 1 || count === 2, 'each process remembers only its own');
    });
  });

  it('say what is wrong with a queue that cannot be read, and stop at once all the same', async () => {
    await withBridge({ events: 'none' }, async (bridge) => {
      const events = bridge.start({ queueUrl: bridge.queueUrl.replace(/[^/]+$/, 'nowhere') });
      await eventually(() => bridge.logged[0]);
      assert.match(bridge.logged[0] ?? '', /^Queue http\S+nowhere: .*(does not exist|NonExistentQueue)/);
      await events.stop();
    });
  });
});

const none = {
  signalled: 0,
  ended: 0,
  elsewhere: 0,
  orphans: 0,
  repeated: 0,
  foreign: 0,
  ignored: 0,
  unknown: 0,
  poison: 0,
  later: 0,
};

/** A client of the same server, whose signals wait for `before`, or fail with it. */
function refusing({ client }: Bridge, before: () => unknown): Client {
  return new Client({
    connection: client.connection,
    namespace: client.options.namespace,
    interceptors: {
      workflow: [
        {
          signal: async (input: WorkflowSignalInput, next) => {
            await before();
            return next(input);
          },
        },
      ],
    },
  });
}

const instanceArn = `arn:aws:connect:us-east-1:111122223333:instance/${simulatedInstance.instanceId}`;

/** A call that is dialed by hand: its workflow, and the id of its first attempt. */
async function callWith(bridge: Bridge): Promise<{ workflowId: string; attemptId: string }> {
  const workflowId = await bridge.workflow();
  const { runId } = await bridge.client.workflow.getHandle(workflowId).describe();
  return { workflowId, attemptId: `${runId}.1` };
}

type Event = ReturnType<typeof eventOf>;

function disconnected(contactId: string) {
  return eventOf('DISCONNECTED', contactId);
}

function eventOf(eventType: string, contactId: string) {
  return {
    id: randomUUID(),
    source: 'aws.connect',
    detail: { eventType, contactId, instanceArn, channel: 'VOICE', initiationMethod: 'API' },
  };
}

function contactRecord(bridge: Bridge, workflowId: string) {
  return {
    AWSContactTraceRecordFormatVersion: '2017-03-10',
    ContactId: `contact of ${workflowId}`,
    InstanceARN: instanceArn,
    Channel: 'VOICE',
    InitiationMethod: 'API',
    InitiationTimestamp: '2026-11-21T12:00:00Z',
    ConnectedToSystemTimestamp: null,
    DisconnectTimestamp: '2026-11-21T12:00:09Z',
    DisconnectReason: 'TELECOM_BUSY',
    Queue: null,
    Agent: null,
    Attributes: { outboundCallWorkflowId: workflowId, outboundCallAttemptId: bridge.attemptOf(workflowId) },
  };
}
