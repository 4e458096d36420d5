import assert from 'node:assert/strict';
import { withBridge } from '../../events/bridge';
import { needsSqsServer } from '../../support/with-java';
import { outbound, run } from '../outbound';

describe('outbound events', () => {
  describe('on a queue', () => {
    before(needsSqsServer);

    it('reports the end of a contact to its call, and prints counts of messages on SIGTERM', async () => {
      await withBridge({}, async (bridge) => {
        const workflowId = await bridge.workflow();
        const events = outbound(
          [
            'events',
            ...['--queue-url', bridge.queueUrl, '--dead-letter-queue-url', bridge.deadLetterQueueUrl],
            ...['--temporal-address', bridge.temporalAddress, '--health-port', '0'],
          ],
          {
            AWS_REGION: 'us-east-1',
            AWS_ACCESS_KEY_ID: 'any',
            AWS_SECRET_ACCESS_KEY: 'any',
            AWS_ENDPOINT_URL_CONNECT: bridge.simulator.url,
          },
        );
        await events.said(/Contact events from http\S+ to Temporal, namespace default/);
        const [, ready = ''] = await events.said(/Health: \S+ and (http:\S+\/readyz)/);
        const health = await fetch(ready);
        assert.deepEqual(
          [health.status, await health.json()],
          [200, { status: 'ok', checks: { receiving: { status: 'ok' }, temporal: { status: 'ok' } } }],
        );
        await bridge.send('no JSON');
        const contactId = await bridge.call('+12065550102', workflowId);
        await bridge.drained();
        assert.equal((await bridge.told(workflowId))[0]?.contactId, contactId);
        assert.equal((await bridge.messagesIn(bridge.deadLetterQueueUrl)).length, 1);
        events.child.kill('SIGTERM');
        const { code, stdout } = await events.finished;
        assert.equal(code, 0);
        assert.match(stdout, /^Messages: 1 signalled, 1 repeated, 1 ignored, 1 poison$/m);
      });
    });
  });

  it('refuses to start without a queue, and says where one comes from', async () => {
    const { code, stderr } = await run(['events']);
    assert.equal(code, 1);
    assert.match(stderr, /No queue to read\. Set --queue-url, or events\.queueUrl.*contact-events\.yaml/);
    assert.equal((await run(['events', '--queue-url', 'contact-events'])).code, 2);
  });
});
