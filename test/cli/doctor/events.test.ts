import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  arrivalFinding,
  deadLetterFinding,
  endsSeen,
  queueFinding,
  queueFindings,
  type QueueSeen,
} from '../../../src/cli/doctor/events';
import type { Finding } from '../../../src/cli/doctor/finding';
import { withBridge } from '../../events/bridge';
import { eventually, request, withCalls } from '../../support/calls';
import { localServer } from '../../support/shared-servers';
import { sqsServer } from '../../support/shared-servers';
import { needsSqsServer } from '../../support/with-java';

const seen = (waiting: number, inHand = 0, hasRedrive = false): QueueSeen => ({
  is: 'seen',
  waiting,
  inHand,
  hasRedrive,
});
const denied: QueueSeen = { is: 'not-seen', why: 'not authorized to perform: sqs:GetQueueAttributes' };

describe('what the doctor finds of contact events', () => {
  for (const [what, finding, verdict, says] of [
    ['an empty queue', queueFinding(seen(0)), 'ok', /^0 messages are waiting/],
    [
      'a queue that is read',
      queueFinding(seen(3, 10)),
      'ok',
      /3 messages are waiting, 10 are being processed/,
    ],
    ['a queue that nothing reads', queueFinding(seen(3)), 'warning', /probably nothing reads it/],
    ['a queue that it may not see', queueFinding(denied), 'warning', /not authorized/],
    ['an empty dead-letter queue', deadLetterFinding(seen(0), seen(0)), 'ok', /empty/],
    [
      'messages that could not be used',
      deadLetterFinding(seen(2), seen(0)),
      'warning',
      /2 messages could not/,
    ],
    [
      'a redrive policy alone',
      deadLetterFinding(undefined, seen(0, 0, true)),
      'ok',
      /redrive policy has one/,
    ],
    ['no dead-letter queue at all', deadLetterFinding(undefined, seen(0)), 'warning', /^none: /],
    ['no ended call', arrivalFinding({ calls: 0, contacts: 0, reported: 0 }), 'warning', /no call has ended/],
    [
      'calls without a contact',
      arrivalFinding({ calls: 2, contacts: 0, reported: 0 }),
      'warning',
      /had a contact/,
    ],
    [
      'ends that were all polled although events are configured',
      arrivalFinding({ calls: 2, contacts: 3, reported: 0 }),
      'warning',
      /none arrived: the calls polled for the ends of all 3 contacts/,
    ],
    [
      'ends that were reported',
      arrivalFinding({ calls: 2, contacts: 3, reported: 2 }),
      'ok',
      /2 of 3 contacts/,
    ],
  ] satisfies [string, Finding, Finding['verdict'], RegExp][]) {
    it(`of ${what}`, () => {
      assert.equal(finding.verdict, verdict);
      assert.match(finding.says, says);
      assert.equal(finding.fix === undefined, verdict === 'ok');
    });
  }

  it('of real queues', async function () {
    await needsSqsServer.call(this);
    await withBridge({ events: 'none' }, async (bridge) => {
      const { client } = await sqsServer();
      await bridge.send('no JSON');
      const settings = { queueUrl: bridge.queueUrl, deadLetterQueueUrl: bridge.deadLetterQueueUrl };
      const verdicts = async () => (await queueFindings(settings, client)).map(({ verdict }) => verdict);
      assert.deepEqual(await verdicts(), ['warning', 'ok']);
      bridge.start();
      await bridge.drained();
      assert.deepEqual(await verdicts(), ['ok', 'warning']);
      const nowhere = { queueUrl: bridge.queueUrl.replace(/[^/]+$/, 'nowhere') };
      const [missing] = await queueFindings(nowhere, client);
      assert.match(missing?.says ?? '', /^can't be checked: .*(does not exist|NonExistentQueue)/);
    });
  });

  it('of calls that polled for the end of their contacts, and of calls that an event reached', async () => {
    await withCalls({ server: await localServer() }, async ({ calls, client, taskQueue, simulator }) => {
      const [polled, told] = [`polled-${randomUUID()}`, `told-${randomUUID()}`];
      await calls.start(request('+12065550102', { limits: { attempts: 1 } }), { workflowId: polled });
      await calls.getHandle(polled).result();
      const ends = (count: number) =>
        eventually(async () => {
          const found = await endsSeen(client, taskQueue);
          return found.calls === count ? found : undefined;
        });
      assert.deepEqual(await ends(1), { calls: 1, contacts: 1, reported: 0 });

      await calls.start(request('+12065550101', { limits: { attempts: 1 } }), { workflowId: told });
      const { contactId } = await eventually(() => simulator.dials()[1]);
      const attributes = simulator.dials()[1]?.attributes ?? {};
      await client.workflow
        .getHandle(told)
        .signal('contactEnded', { contactId, endedAt: new Date().toISOString(), attributes });
      await calls.getHandle(told).result();
      assert.deepEqual(await ends(2), { calls: 2, contacts: 2, reported: 1 });
    });
  });
});
