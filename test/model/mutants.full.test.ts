import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import fc from 'fast-check';
import type { CallFacts } from '../../src/domain/call/call-facts';
import { decideNext } from '../../src/domain/decide/decide-next';
import type { Policy } from '../../src/domain/policy/policy';
import { withToken } from '../chaos/mutants/with-token';
import { judge } from './judge';
import { Stage } from './stage';
import type { Mutation } from './stage-set';
import { anyStory } from './stories';
import { quick } from './tell-many';

/** The test of the test: calls that are broken on purpose, and stories that have to find out: those of `npm test`, or a few more. */
describe('the stories find a call', () => {
  finds('whose attempts share a token', 'each attempt has a token of its own, and keeps it', {
    connect: withToken((token) => token.replace(/\.\d+\./, '.')),
  });

  finds('that sends an attempt with another token each time', 'a phone rings once for an attempt', {
    connect: withToken(() => randomUUID()),
  });

  finds(
    'that leaves no rest between attempts',
    'a dial comes only when it may',
    withPolicy(({ steps }) => ({ steps: steps.map((step) => ({ ...step, retryAfter: 0 })) })),
  );

  finds(
    'that knows no quiet after a lost attempt',
    'a dial comes only when it may',
    withPolicy(() => ({ quietPeriod: 0 })),
  );

  finds('that is dialed while it is paused', 'a dial comes only when it may', withControl({ paused: false }));

  finds(
    'that is dialed before the time it was put off to',
    'a dial comes only when it may',
    withControl({ notBefore: undefined }),
  );

  finds(
    'that is dialed at night',
    'no phone rings outside calling hours',
    withPolicy(() => ({ callingHours: undefined })),
  );

  finds('that is dialed an hour late', 'a dial comes when it is due', {
    decideNext: (facts, now, almanac) => {
      const decision = decideNext(facts, now, almanac);
      if (decision.do !== 'dial' || Date.parse(decision.at) <= now) return decision;
      const at = new Date(Date.parse(decision.at) + 3_600_000).toISOString();
      return { ...decision, at };
    },
  });

  finds(
    'that makes an attempt too many',
    'a dial comes only when it may',
    withPolicy(({ steps, limits }) => ({
      steps: steps.map((step) => ({ ...step, attempts: step.attempts + 1 })),
      limits: { ...limits, attempts: limits.attempts + 1 },
    })),
  );

  finds(
    'that asks for a lost answer when its window is closed',
    'nothing is sent again once the window is closed',
    withRecordedPolicy({ resendWindow: 600_000 }),
  );

  finds(
    'that asks for a lost answer though it must not',
    'with resend: never nothing is sent again',
    withRecordedPolicy({ resend: 'same-token' }),
  );

  finds('that says of a lost attempt that no phone rings', 'a disposition is what the contact says', {
    decide: async (input, decide) => {
      const { recorded, ...result } = await decide(input);
      return { ...result, recorded: recorded.map((attempt) => ({ ...attempt, phoneMayBeRinging: false })) };
    },
  });

  finds(
    'that goes on with another queue than the ladder says',
    'the ladder is climbed in order',
    withPolicy(({ steps }) => ({ steps: steps.toReversed() })),
  );

  finds('that forgets an attempt when it goes on in another run', 'no attempt is lost or invented', {
    interceptors: './mutants/forgets-an-attempt',
  });

  finds('that does not hear what it is told', 'what is told of is known in the end', {
    interceptors: './mutants/deaf',
  });

  finds('that says it is cancelled while its phone rings', 'a call ends with its phones silent, or says so', {
    interceptors: './mutants/hasty-cancel',
  });
});

function finds(what: string, promise: string, mutation: Mutation & { interceptors?: string }): void {
  it(what, async () => {
    const { interceptors, ...rest } = mutation;
    const stage = await Stage.open({
      ...rest,
      ...(interceptors === undefined ? {} : { workflowBundle: await brokenWorkflows(interceptors) }),
    });
    try {
      const broken: string[] = [];
      const isFound = () => broken.some((fault) => fault.startsWith(`${promise}: `));
      for (const story of fc.sample(anyStory, { seed: quick.seed, numRuns: 5 * quick.stories })) {
        broken.push(...judge(await stage.tell(story)));
        if (isFound()) break;
      }
      assert.ok(isFound(), `"${promise}" is not among what was found: ${broken.join('\n')}`);
    } finally {
      await stage.close();
    }
  });
}

/** Decisions are made under another policy. */
function withPolicy(changeOf: (policy: Policy) => Partial<Policy>): Mutation {
  return {
    decideNext: ({ request, ...facts }, now, almanac) => {
      const policy = { ...request.policy, ...changeOf(request.policy) };
      return decideNext({ ...facts, request: { ...request, policy } }, now, almanac);
    },
  };
}

/** The workflow goes by another policy. */
function withRecordedPolicy(changed: Partial<Policy>): Mutation {
  return {
    decide: async (input, decide) => {
      const { checked, ...result } = await decide(input);
      if (!checked) return result;
      const { request } = checked;
      const policy = { ...request.policy, ...changed };
      return { ...result, checked: { ...checked, request: { ...request, policy } } };
    },
  };
}

function withControl(changed: Partial<CallFacts['control']>): Mutation {
  return {
    decideNext: (facts, now, almanac) =>
      decideNext({ ...facts, control: { ...facts.control, ...changed } }, now, almanac),
  };
}

async function brokenWorkflows(interceptors: string) {
  return bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows'),
    workflowInterceptorModules: [require.resolve(interceptors)],
    logger: new DefaultLogger('ERROR'),
  });
}
