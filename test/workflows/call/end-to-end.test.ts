import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { overflow, ownTeam, request, withCalls } from '../../support/calls';

describe('a call', () => {
  it('retries, escalates to another queue and then another number, with a token of its own for every ring', async () => {
    await withCalls({ worker: { maxCachedWorkflows: 0 } }, async ({ simulator, calls }) => {
      simulator.script('+12065550131', {
        dispositions: ['no-answer', 'busy', 'no-answer', 'answered'],
        ringSeconds: 2,
      });
      const workflowId = randomUUID();
      await calls.start(
        request('+12065550131', {
          steps: [
            { name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '100ms', backoff: 2 },
            { name: 'overflow', queueId: overflow, retryAfter: '100ms' },
            { name: 'local-number', sourcePhoneNumber: '+12065550199' },
          ],
        }),
        { workflowId },
      );
      const result = await calls.getHandle(workflowId).result();

      assert.equal(result.outcome, 'reached');
      assert.deepEqual(
        result.attempts.map(({ number, step, disposition }) => [number, step, disposition]),
        [
          [1, 'own-team', 'no-answer'],
          [2, 'own-team', 'busy'],
          [3, 'overflow', 'no-answer'],
          [4, 'local-number', 'answered'],
        ],
      );
      const dials = simulator.dials();
      assert.deepEqual(
        dials.map(({ queueId, sourcePhoneNumber }) => queueId ?? sourcePhoneNumber),
        [ownTeam, ownTeam, overflow, '+12065550199'],
      );
      assert.equal(new Set(dials.map((dial) => dial.clientToken)).size, 4);
      assert.deepEqual(
        dials.map((dial) => dial.contactId),
        result.attempts.map((attempt) => attempt.contactId),
      );
      assert.ok(dials.every((dial) => dial.attributes['outboundCallWorkflowId'] === workflowId));
    });
  });

  it('ends exhausted when the policy has nothing left, and says so', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      simulator.script('+12065550132', { dispositions: ['busy'] });
      await calls.start(request('+12065550132'), { workflowId: 'exhausted' });
      const result = await calls.getHandle('exhausted').result();
      assert.equal(result.outcome, 'exhausted');
      assert.deepEqual(
        result.reasons.map((reason) => reason.rule),
        ['no-step-left'],
      );
    });
  });

  it('goes to another number of the person at once when the first one does not exist', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      await calls.start(
        request('+12065550103', {
          steps: [
            { name: 'mobile', queueId: ownTeam, attempts: 3, retryAfter: '1 hour' },
            { name: 'home', queueId: ownTeam, destinationPhoneNumber: '+12065550100' },
          ],
        }),
        { workflowId: 'another-number' },
      );
      const result = await calls.getHandle('another-number').result();
      assert.deepEqual(
        result.attempts.map((attempt) => attempt.disposition),
        ['invalid-number', 'answered'],
      );
      assert.deepEqual(
        simulator.dials().map((dial) => dial.destinationPhoneNumber),
        ['+12065550103', '+12065550100'],
      );
    });
  });

  it('is undialable when Amazon Connect refuses every number of the person, and nothing rang', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      await calls.start(request('+12065550107'), { workflowId: 'refused' });
      const result = await calls.getHandle('refused').result();
      assert.equal(result.outcome, 'undialable');
      assert.equal(result.attempts[0]?.disposition, 'not-allowed');
      assert.deepEqual(simulator.dials(), []);
    });
  });

  it('is undialable when this installation may not call the number, whatever Amazon Connect would', async () => {
    const guard = { deniedPrefixes: ['+1206'] };
    await withCalls({ activities: { guard } }, async ({ simulator, calls }) => {
      await calls.start(request('+12065550100'), { workflowId: 'guarded' });
      const result = await calls.getHandle('guarded').result();
      assert.equal(result.outcome, 'undialable');
      assert.match(result.attempts[0]?.why ?? '', /guard\.deniedPrefixes/);
      assert.deepEqual(simulator.dials(), []);
    });
  });

  it('skips a step whose queue does not exist, and goes on with the next', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      await calls.start(
        request('+12065550100', {
          steps: [
            { name: 'gone', queueId: 'cccccccc-0000-4000-8000-00000000dead' },
            { name: 'own-team', queueId: ownTeam },
          ],
        }),
        { workflowId: 'skips' },
      );
      const result = await calls.getHandle('skips').result();
      assert.equal(result.outcome, 'reached');
      assert.equal(result.attempts[0]?.number, 1);
      assert.deepEqual(
        result.skippedSteps.map(({ step }) => step),
        ['gone'],
      );
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('is not counted as an attempt while Amazon Connect throttles it', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'throttle', count: 2 });
      await calls.start(request('+12065550100'), { workflowId: 'throttled' });
      const result = await calls.getHandle('throttled').result();
      assert.equal(result.outcome, 'reached');
      assert.deepEqual(
        result.attempts.map((attempt) => attempt.number),
        [1],
      );
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('counts as reached what the policy says: here an attribute that the contact flow sets', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      simulator.script('+12065550133', {
        dispositions: ['flow-only'],
        attributes: { confirmed: 'yes' },
        talkSeconds: 1,
      });
      await calls.start(request('+12065550133', { reachedWhen: { attribute: 'confirmed', equals: 'yes' } }), {
        workflowId: 'confirmed',
      });
      assert.equal((await calls.getHandle('confirmed').result()).outcome, 'reached');
    });
  });
});
