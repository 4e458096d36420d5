import assert from 'node:assert/strict';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import type { CallStatus } from '../../../workflows';
import { eventually, oneDialAtATime, ownTeam, request, withCalls, type CallTest } from '../../support/calls';
import { unlessOver } from './messages';

const busy = '+12065550102';
const noAnswer = '+12065550101';
const talks = '+12065550136';

interface State {
  readonly number: string;
  readonly policy?: Partial<PolicyInput>;
  readonly prepare?: (parts: CallTest, workflowIds: readonly string[]) => void | Promise<void>;
  readonly isIn: (status: CallStatus, parts: CallTest) => boolean | Promise<boolean>;
  /** Done to a call to bring it there, once it is where `isIn` says. */
  readonly then?: (parts: CallTest, workflowId: string) => Promise<unknown>;
  /** One dial at a time: of the others, each waits in the queue. */
  readonly oneAtATime?: boolean;
}

const restsAnHour = { steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }] };
const slow = ({ simulator }: CallTest, { length: count }: readonly string[]) => {
  simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 2_000, count });
};

/** Every state that a call is in, and how one comes there. */
const states: Record<string, State> = {
  'before its first attempt': {
    number: noAnswer,
    policy: { callingHours: { timeZone: 'UTC', weekly: neverNow() } },
    isIn: ({ state }) => state === 'waiting',
  },
  'between two attempts': {
    number: busy,
    policy: restsAnHour,
    isIn: ({ state, attempts }) => state === 'waiting' && attempts.length === 1,
  },
  'while it is paused': {
    number: busy,
    policy: restsAnHour,
    isIn: ({ state, attempts }) => state === 'waiting' && attempts.length === 1,
    then: ({ calls }, workflowId) => calls.getHandle(workflowId).pause(),
  },
  'while its dial waits in the queue': {
    number: noAnswer,
    prepare: slow,
    oneAtATime: true,
    isIn: ({ state }) => state === 'dialing',
  },
  'while its dial is under way': {
    number: noAnswer,
    prepare: slow,
    isIn: async ({ state }, { simulator }) => state === 'dialing' && simulator.dials().length > 0,
  },
  'while the phone rings': { number: noAnswer, isIn: ({ current }) => current?.contactId !== undefined },
  'while the person talks': {
    number: talks,
    prepare: ({ simulator }) => {
      simulator.script(talks, { dispositions: ['answered'], ringSeconds: 0, talkSeconds: 600 });
    },
    isIn: ({ current }) => current?.contactId !== undefined,
  },
  'while it is being hung up': {
    number: noAnswer,
    isIn: ({ current }) => current?.contactId !== undefined,
    then: async ({ simulator, calls }, workflowId) => {
      simulator.fault({ operation: 'StopContact', kind: 'throttle', count: 2 });
      await calls.getHandle(workflowId).cancel();
    },
  },
};

type Message = 'pause' | 'reschedule' | 'cancel';
const orders: Message[][] = [
  ['pause', 'reschedule', 'cancel'],
  ['pause', 'cancel', 'reschedule'],
  ['reschedule', 'pause', 'cancel'],
  ['reschedule', 'cancel', 'pause'],
  ['cancel', 'pause', 'reschedule'],
  ['cancel', 'reschedule', 'pause'],
];

describe('a call that is paused, rescheduled and cancelled, each twice and in any order', () => {
  for (const [name, state] of Object.entries(states)) {
    it(`${name}: ends cancelled, no phone rings on, and each ring is one attempt of it`, async () => {
      const pacing = state.oneAtATime ? { pacing: oneDialAtATime } : {};
      await withCalls({ simulator: { speed: 1, throttles: 'off' }, ...pacing }, async (parts) => {
        const { simulator, calls } = parts;
        const ids = orders.map((order) => `${name} ${order.join(' ')}`);
        await state.prepare?.(parts, ids);
        await Promise.all(
          ids.map((workflowId) => calls.start(request(state.number, state.policy), { workflowId })),
        );
        await Promise.all(
          ids.map(async (workflowId, index) => {
            await eventually(async () =>
              (await state.isIn(await calls.getHandle(workflowId).status(), parts)) ? true : undefined,
            );
            await state.then?.(parts, workflowId);
            for (const message of orders[index] ?? []) {
              await send(parts, workflowId, message);
              await send(parts, workflowId, message);
            }
          }),
        );

        const results = await Promise.all(ids.map((id) => calls.getHandle(id).result()));
        for (const [index, { outcome, phoneMayBeRinging, attempts }] of results.entries()) {
          assert.deepEqual([ids[index], outcome, phoneMayBeRinging], [ids[index], 'cancelled', false]);
          assert.ok(attempts.length <= 1);
        }
        assert.deepEqual(
          simulator
            .dials()
            .map(({ contactId }) => contactId)
            .sort(),
          results.flatMap(({ attempts }) => attempts.map(({ contactId }) => contactId)).sort(),
        );
        assert.deepEqual(
          (await simulator.contacts()).filter(({ phase }) => phase !== 'ended'),
          [],
        );
      });
    });
  }
});

async function send({ calls }: CallTest, workflowId: string, message: Message): Promise<void> {
  try {
    if (message === 'reschedule') {
      await calls.getHandle(workflowId).reschedule({ notBefore: new Date(Date.now() + 3_600_000) });
    } else await calls.getHandle(workflowId)[message]();
  } catch (error) {
    unlessOver(error);
  }
}

/** Open for five minutes of a day that is three days away. */
function neverNow(): Record<string, [string, string][]> {
  const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  return { [weekdays[(new Date().getUTCDay() + 3) % 7] ?? 'monday']: [['09:00', '09:05']] };
}
