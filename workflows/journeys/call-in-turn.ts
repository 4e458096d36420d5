import {
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  condition,
  getExternalWorkflowHandle,
} from '@temporalio/workflow';
import { concludeSignal } from '../../src/contract/call-messages';
import type { Acknowledgement } from '../../src/contract/in-turn-messages';
import type { CallResult } from '../../src/domain/call/call-result';
import { Outcome } from '../../src/domain/call/outcome';
import { handleAcknowledgements, type Turn } from './acknowledgement';
import { beginCall, type BegunCall } from './begin-call';
import type { CallInTurnOptions, PersonInTurn } from './in-turn-input';
import { readInTurn } from './in-turn-shape';

/** One call to one person. It has a result, or the failure by which it could not be made. */
export interface CallInTurn {
  readonly person: string;
  readonly round: number;
  readonly workflowId: string;
  readonly result?: CallResult;
  readonly failure?: { readonly type: string | undefined; readonly message: string };
}

export interface InTurnResult {
  /** `exhausted`: everybody was called in each round. */
  readonly outcome: 'acknowledged' | 'reached' | 'exhausted';
  /** Who was reached. */
  readonly person?: string;
  /** Who has acknowledged, if they said. */
  readonly by?: string;
  readonly calls: readonly CallInTurn[];
}

/**
 * For workflows: call people one after the other until one is reached, or somebody acknowledges. An acknowledgement
 * ({@link acknowledgeUpdate}, {@link acknowledgeSignal}) ends it at once and stops a phone that rings; so does concluding the call under
 * way. A call that fails does not stop the others. A person who has opted out or can't be dialed is not called in later rounds.
 *
 * A workflow calls in turn once at a time. Its runs share the calls, as with {@link callPerson}. Cancelling the scope hangs up.
 *
 * @param key names these calls within the workflow, such as `incident`
 * @throws ApplicationFailure `InvalidCallRequest` when nobody is to be called, two people have one ID, or an option is wrong; the failure of the last call when
 * all calls failed
 */
export async function callInTurn(
  key: string,
  people: readonly PersonInTurn[],
  options: CallInTurnOptions = {},
): Promise<InTurnResult> {
  const given = readInTurn(people, options);
  const { rounds, betweenMs, until = 'reached', ...callOptions } = given.options;
  const turn = handleAcknowledgements();
  const calls: CallInTurn[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      if (round > 1 && betweenMs > 0) await condition(() => turn.acknowledged !== undefined, betweenMs);
      for (const { id, request } of given.people.filter((person) => mayBeCalled(person, calls))) {
        if (turn.acknowledged) return { outcome: 'acknowledged', ...turn.acknowledged, calls };
        const call = await callOne(turn, () => beginCall(`${key}/${round}/${id}`, request, callOptions));
        calls.push({ person: id, round, ...call });
        const ended = endOf(turn, calls, until);
        if (ended) return ended;
        if (CancellationScope.current().consideredCancelled)
          throw new CancelledFailure('Calling in turn was cancelled');
      }
    }
  } finally {
    turn.isOver = true;
  }
  const { failure } = calls.at(-1) ?? {};
  if (failure && calls.every((call) => call.failure)) {
    throw ApplicationFailure.nonRetryable(failure.message, failure.type);
  }
  return { outcome: 'exhausted', calls };
}

async function callOne(
  turn: Turn,
  begin: () => Promise<BegunCall>,
): Promise<Pick<CallInTurn, 'workflowId' | 'result' | 'failure'>> {
  const { workflowId, result } = await begin();
  const watching = new CancellationScope();
  void watching
    .run(async () => {
      await condition(() => turn.acknowledged !== undefined);
      const { by } = turn.acknowledged ?? {};
      await getExternalWorkflowHandle(workflowId).signal(concludeSignal, { by, hangUp: true });
    })
    // The call may have ended meanwhile.
    .catch(() => undefined);
  try {
    return { workflowId, result: await result };
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    return { workflowId, failure: { type: error.type ?? undefined, message: error.message } };
  } finally {
    watching.cancel();
  }
}

function endOf(
  { acknowledged }: Turn,
  calls: readonly CallInTurn[],
  until: CallInTurnOptions['until'],
): InTurnResult | undefined {
  const { person, result } = calls.at(-1) ?? {};
  if (acknowledged) return { outcome: 'acknowledged', ...acknowledged, calls };
  // By other code, or on behalf of an earlier run of this workflow.
  if (result?.outcome === Outcome.Concluded) {
    return { outcome: 'acknowledged', ...byOf(result), calls };
  }
  if (result?.outcome === Outcome.Reached && until === 'reached')
    return { outcome: 'reached', person, calls };
  return undefined;
}

function byOf({ conclusion }: CallResult): Partial<Acknowledgement> {
  return conclusion?.by === undefined ? {} : { by: conclusion.by };
}

function mayBeCalled({ id }: PersonInTurn, calls: readonly CallInTurn[]): boolean {
  const ends: (Outcome | undefined)[] = [Outcome.OptedOut, Outcome.Undialable];
  return !calls.some(({ person, result }) => person === id && ends.includes(result?.outcome));
}
