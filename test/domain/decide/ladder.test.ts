import assert from 'node:assert/strict';
import type { Attempt } from '../../../src/domain/call/attempt';
import { Disposition } from '../../../src/domain/call/disposition';
import { attemptsOn, ladderPosition } from '../../../src/domain/decide/ladder';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { attemptsThat, callUnder, start, theirOtherNumber } from '../fixtures';

const steps: PolicyInput['steps'] = [
  { name: 'sales', queueId: 'sales', attempts: 2 },
  { name: 'overflow', queueId: 'overflow' },
  { name: 'office', queueId: 'sales', destinationPhoneNumber: theirOtherNumber },
];

const { NoAnswer, Busy, Blocked, InvalidNumber, Voicemail, Answered, Fax, NotAllowed } = Disposition;

interface Climb {
  readonly promise: string;
  readonly after: Attempt[];
  readonly policy?: Partial<PolicyInput>;
  readonly skipped?: readonly string[];
  /** The next step's name, or the outcome and why. */
  readonly leadsTo: string;
}

const sales = (disposition: Disposition) => ({ step: 'sales', disposition });
const overflow = (disposition: Disposition) => ({ step: 'overflow', disposition });
const office = (disposition: Disposition) => ({
  step: 'office',
  disposition,
  destinationPhoneNumber: theirOtherNumber,
});

const climbs: Climb[] = [
  { promise: 'a call begins on the first step', after: [], leadsTo: 'sales' },
  {
    promise: 'a step is retried while it has attempts left',
    after: attemptsThat(sales(NoAnswer)),
    leadsTo: 'sales',
  },
  {
    promise: 'a step without attempts left leads to the next',
    after: attemptsThat(sales(NoAnswer), sales(Busy)),
    leadsTo: 'overflow',
  },
  {
    promise: 'next-step leaves attempts of a step unused',
    after: attemptsThat(sales(Blocked)),
    leadsTo: 'overflow',
  },
  {
    promise: 'next-number passes over steps that dial the same number',
    after: attemptsThat(sales(InvalidNumber)),
    leadsTo: 'office',
  },
  {
    promise: 'a number stays given up',
    after: attemptsThat(sales(Fax), office(NoAnswer)),
    leadsTo: 'exhausted: no-step-left',
  },
  { promise: 'a skipped step is passed over', after: [], skipped: ['sales'], leadsTo: 'overflow' },
  {
    promise: 'a ladder whose steps are all skipped has ended',
    after: [],
    skipped: ['sales', 'overflow', 'office'],
    leadsTo: 'exhausted: no-step-left',
  },
  {
    promise: 'the ladder is not climbed down to attempts left below',
    after: attemptsThat(sales(Blocked), overflow(NoAnswer), office(NoAnswer)),
    leadsTo: 'exhausted: no-step-left',
  },
  {
    promise: 'the limit of the call ends it before its steps do',
    after: attemptsThat(sales(NoAnswer)),
    policy: { limits: { attempts: 1 } },
    leadsTo: 'exhausted: attempt-limit',
  },
  {
    promise: 'stop ends the call',
    after: attemptsThat(sales(Busy)),
    policy: { on: { busy: 'stop' } },
    leadsTo: 'exhausted: stopped-by-policy',
  },
  {
    promise: 'stop at a voicemail is its own outcome',
    after: attemptsThat(sales(Voicemail)),
    policy: { on: { voicemail: 'stop' } },
    leadsTo: 'voicemail: stopped-by-policy',
  },
  {
    promise: 'stop at a number that can’t be dialed says so',
    after: attemptsThat(sales(Fax)),
    policy: { on: { fax: 'stop' } },
    leadsTo: 'undialable: stopped-by-policy',
  },
  {
    promise: 'a person with no number that works is undialable',
    after: attemptsThat(sales(InvalidNumber), office(NotAllowed)),
    leadsTo: 'undialable: no-step-left',
  },
  {
    promise: 'a person who was once answered for is not undialable',
    after: attemptsThat(sales(Answered), sales(InvalidNumber), office(Fax)),
    leadsTo: 'exhausted: no-step-left',
  },
  {
    promise: 'a step that a changed policy no longer has is no place on the ladder: it begins anew',
    after: attemptsThat({ step: 'gone', disposition: NoAnswer }),
    leadsTo: 'sales',
  },
  {
    promise: 'and the attempts of steps that it kept still count',
    after: attemptsThat(sales(NoAnswer), sales(NoAnswer), { step: 'gone', disposition: NoAnswer }),
    leadsTo: 'overflow',
  },
];

describe('on the ladder', () => {
  for (const { promise, after, policy, skipped = [], leadsTo } of climbs) {
    it(promise, () => {
      const skippedSteps = skipped.map((step) => ({ step, why: 'its queue does not exist' }));
      const position = ladderPosition(
        callUnder({ steps, ...policy }, { attempts: after, skippedSteps }),
        start,
      );
      const found = position.at === 'step' ? position.step.name : `${position.outcome}: ${position.why}`;
      assert.equal(found, leadsTo);
    });
  }

  it('attempts are counted by the name of their step', () => {
    const call = callUnder({ steps }, { attempts: attemptsThat(sales(Busy), overflow(Busy), sales(Busy)) });
    assert.deepEqual(
      ['sales', 'overflow', 'office'].map((name) => attemptsOn(call, name)),
      [2, 1, 0],
    );
  });
});
