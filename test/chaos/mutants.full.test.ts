import assert from 'node:assert/strict';
import { planStorm, runStorm, type StormOptions, type StormPlan } from '../../src/chaos';
import type { Promised } from '../../src/chaos/judge/breach';

/** The test of the test: a product that is broken on purpose, and a storm that has to find out. */
describe('a storm finds a product', () => {
  const small = planStorm({ calls: 14, seed: 7, spanMs: 6_000, workers: 2, events: false });

  it('whose token is another one for each send', async () => {
    await finds('one-ring', small, { workerEntry: require.resolve('./mutants/random-token') });
  });

  it('whose token is another one in each run', async () => {
    const plan = mapCalls(small, () => [{ when: 'over', afterMs: 0, act: { do: 'reset', to: 0 } }]);
    await finds('one-ring', plan, { workerEntry: require.resolve('./mutants/token-per-run') });
  });

  it('whose token is the same for all attempts of a call', async () => {
    await finds('an-outcome', small, { workerEntry: require.resolve('./mutants/token-without-number') });
  });

  it('that re-sends a token after its window, when the token of an ended contact rings again', async () => {
    const options: StormOptions = { tokenAfterDisconnect: 'new' };
    const { verdict } = await runStorm(longAgo, options);
    assert.deepEqual(verdict.breaches, [], 'the product itself keeps to its window');
    await finds('one-ring', longAgo, {
      ...options,
      workerEntry: require.resolve('./mutants/endless-window'),
    });
  });

  it('that does not wait for a dial under way when it is cancelled', async () => {
    const plan: StormPlan = {
      ...mapCalls(small, () => [{ when: 'dialing', afterMs: 0, act: { do: 'cancel' } }]),
      troubles: [],
      requestFaults: [
        { operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 1_500, probability: 1 },
      ],
    };
    await finds('not-left-ringing', plan, {
      workflowInterceptors: [require.resolve('./mutants/impatient-cancel')],
    });
  });

  it('whose ledger forgets: two calls ring one person at once', async () => {
    const plan = onlyTo('who answers', (call) => ({ ...call, startsAt: 0, acts: [] }));
    await finds('one-call-at-a-time', plan, {
      workflowInterceptors: [require.resolve('./mutants/forgetful-ledger')],
    });
  });

  it('whose limits count the attempts of one call only', async () => {
    const plan = onlyTo('who never answers', (call) => ({ ...call, acts: [] }));
    await finds('within-limits', plan, { workerEntry: require.resolve('./mutants/limit-per-call') });
  });

  it('that dials without checking whether the person has opted out', async () => {
    await finds('opt-out-respected', optingOut([{ when: 'begun', afterMs: 0, act: { do: 'opt-out' } }]), {
      workflowInterceptors: [require.resolve('./mutants/unasked-opt-outs')],
    });
  });

  it('that does not let an opted-out person come back', async () => {
    const plan = optingOut([
      { when: 'begun', afterMs: 0, act: { do: 'opt-out' } },
      { afterMs: 0, act: { do: 'opt-in' } },
    ]);
    await finds('explained-opt-out', plan, {
      workflowInterceptors: [require.resolve('./mutants/lasting-opt-outs')],
    });
  });

  it('that goes on with a workflow that Temporal has paused', async () => {
    const plan = onlyTo('who never answers', (call) => ({
      ...call,
      acts: [
        { when: 'begun', afterMs: 0, act: { do: 'pause-workflow' } },
        { afterMs: 8_000, act: { do: 'unpause-workflow' } },
      ],
    }));
    await finds('paused-is-quiet', plan, { workerEntry: require.resolve('./mutants/busy-janitor') });
  });
});

type Calls = StormPlan['calls'];

/** A calm storm of the calls to one kind of person. */
function onlyTo(who: string, change: (call: Calls[number], index: number) => Calls[number]): StormPlan {
  const plan = planStorm({ calls: 15, seed: 7, spanMs: 6_000, workers: 2, events: false });
  const calls = plan.calls.filter(({ story }) => story.endsWith(who)).map(change);
  assert.ok(calls.length > 1);
  return { ...plan, troubles: [], requestFaults: [], calls };
}

/** The second and the third call begin seconds after the acts on the first one. */
function optingOut(acts: Calls[number]['acts']): StormPlan {
  return onlyTo('who opts out', (call, index) => ({
    ...call,
    startsAt: index === 0 ? 0 : 5_000,
    acts: index === 0 ? acts : [],
  }));
}

async function finds(promise: Promised, plan: StormPlan, options: StormOptions): Promise<void> {
  const { verdict } = await runStorm(plan, options);
  const broken = verdict.breaches.map((breach) => breach.promise);
  assert.ok(broken.includes(promise), `${promise} is not among the breaches: [${broken.join(', ')}]`);
}

function mapCalls(plan: StormPlan, actsOf: () => StormPlan['calls'][number]['acts']): StormPlan {
  return { ...plan, calls: plan.calls.map((call) => ({ ...call, manner: 'client', acts: actsOf() })) };
}

/**
 * A call whose answers are lost for longer than the window is open, and for longer than its contact lasts. (In a storm of
 * short contacts no window could help: any second send may come after the end.)
 */
const longAgo: StormPlan = (() => {
  const plan = planStorm({ calls: 1, seed: 1, spanMs: 1_000, workers: 1, events: false });
  return {
    ...plan,
    // Twice as long as the contact lasts.
    spanMs: 30_000,
    troubles: [],
    requestFaults: [{ operation: 'StartOutboundVoiceContact', kind: 'drop-after', count: 100 }],
    calls: plan.calls.map((call) => ({
      ...call,
      manner: 'client' as const,
      acts: [],
      request: {
        ...call.request,
        policy: {
          ...call.request.policy,
          steps: call.request.policy.steps.slice(0, 1).map((step) => ({ ...step, attempts: 1 })),
          resendWindow: '8 seconds',
        },
      },
      phones: call.phones.map(({ e164 }) => ({
        e164,
        // 15 real seconds: longer than the window and a request together; answered before the ring timeout.
        script: { dispositions: ['answered' as const], ringSeconds: 15, talkSeconds: 585 },
      })),
    })),
  };
})();
