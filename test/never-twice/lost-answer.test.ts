import assert from 'node:assert/strict';
import type { FaultKind } from '../../src/simulator';
import { request, withCalls } from '../support/calls';

const lostAnswers: FaultKind[] = [
  { kind: 'drop-after' },
  { kind: 'error-after' },
  { kind: 'html-error-after' },
  { kind: 'truncate-after' },
  { kind: 'hang-after' },
];

describe('never twice: an answer that is lost after the phone began to ring', () => {
  for (const fault of lostAnswers) {
    it(`(${fault.kind}) is recovered by the same token: one ring, and the call continues`, async () => {
      await withCalls({}, async ({ simulator, calls }) => {
        simulator.fault({ operation: 'StartOutboundVoiceContact', ...fault });
        const workflowId = `lost-${fault.kind}`;
        await calls.start(request('+12065550100'), { workflowId });
        const result = await calls.getHandle(workflowId).result();

        assert.equal(result.outcome, 'reached');
        assert.deepEqual(
          simulator.dials().map((dial) => dial.contactId),
          [result.attempts[0]?.contactId],
        );
      });
    });
  }

  it('is counted as unknown where the policy says never to send again, and no next dial follows in the quiet period', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after' });
      await calls.start(
        request('+12065550101', {
          resend: 'never',
          steps: [
            { name: 'own-team', queueId: 'cccccccc-0000-4000-8000-000000000001', attempts: 2, retryAfter: 0 },
          ],
          limits: { deadline: '10 minutes' },
        }),
        { workflowId: 'lost-never' },
      );
      // 60 s of ringing and 15 minutes of quiet are longer than the deadline.
      const result = await calls.getHandle('lost-never').result();
      assert.equal(result.outcome, 'expired');
      assert.equal(result.attempts[0]?.disposition, 'unknown');
      assert.equal(result.phoneMayBeRinging, true);
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('stops re-sends before the re-send window ends where the same request is refused', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      const dial = { operation: 'StartOutboundVoiceContact' } as const;
      simulator.fault({ ...dial, kind: 'drop-after' });
      simulator.fault({
        ...dial,
        kind: 'error',
        code: 'DestinationNotAllowedException',
        status: 403,
        count: 1000,
      });
      await calls.start(request('+12065550101', { resendWindow: '10 minutes' }), {
        workflowId: 'lost-refused',
      });
      const { attempts, phoneMayBeRinging } = await calls.getHandle('lost-refused').result();
      assert.equal(attempts[0]?.disposition, 'unknown');
      assert.match(attempts[0].why ?? '', /answer was lost.*DestinationNotAllowedException/);
      assert.equal(phoneMayBeRinging, true);
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('is recovered, with one ring, when the credentials had to be renewed before the re-send', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      const dial = { operation: 'StartOutboundVoiceContact' } as const;
      simulator.fault({ ...dial, kind: 'drop-after' });
      simulator.fault({ ...dial, kind: 'error', code: 'ExpiredTokenException', status: 403, count: 2 });
      await calls.start(request('+12065550101'), { workflowId: 'lost-denied' });
      const { attempts } = await calls.getHandle('lost-denied').result();
      assert.deepEqual(
        attempts.map(({ disposition }) => disposition),
        ['no-answer'],
      );
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('stays unknown when every answer is lost for as long as the window is open, with one ring', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after', count: 1000 });
      await calls.start(request('+12065550101', { resendWindow: '2s' }), { workflowId: 'lost-for-good' });
      const result = await calls.getHandle('lost-for-good').result();
      assert.equal(result.attempts[0]?.disposition, 'unknown');
      assert.equal(result.phoneMayBeRinging, true);
      assert.equal(simulator.dials().length, 1);
    });
  });
});
