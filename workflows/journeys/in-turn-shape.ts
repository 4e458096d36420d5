import { msToNumber } from '@temporalio/common/lib/time';
import { ApplicationFailure } from '@temporalio/workflow';
import { FailureType } from '../../src/contract/failure-type';
import {
  list,
  Misshapen,
  number,
  object,
  oneOf,
  optional,
  strictObject,
  text,
  type Shape,
} from '../../src/contract/shape';
import type { OutboundCallInput } from '../../src/domain/call/call';
import { isObject } from '../../src/domain/is-object';
import type { CallInTurnOptions, PersonInTurn } from './in-turn-input';

type Checked = Omit<CallInTurnOptions, 'between'> & { readonly betweenMs: number; readonly rounds: number };

/**
 * Other languages start these calls, too, and an error of another kind would fail the workflow task for ever.
 *
 * @throws ApplicationFailure `InvalidCallRequest`
 */
export function readInTurn(
  people: unknown,
  options: unknown,
): { readonly people: readonly PersonInTurn[]; readonly options: Checked } {
  try {
    const { between = 0, rounds = 1, ...rest } = optionsShape(options, 'options');
    return { people: peopleShape(people, 'people'), options: { ...rest, rounds, betweenMs: between } };
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
    throw ApplicationFailure.nonRetryable(error.message, FailureType.InvalidCallRequest);
  }
}

const peopleShape: Shape<PersonInTurn[]> = (value, at) => {
  const people = list(object<PersonInTurn>({ id: text(200), request: callRequest }))(value, at);
  const ids = people.map(({ id }) => id);
  if (ids.length === 0) throw new Misshapen(at, 'name at least one person');
  if (ids.includes('') || new Set(ids).size < ids.length) {
    throw new Misshapen(at, 'have an id each, and no id twice');
  }
  return people;
};

/** The first decision of the call checks it. */
function callRequest(value: unknown, at: string): OutboundCallInput {
  if (!isObject(value) || typeof value['destinationPhoneNumber'] !== 'string') {
    throw new Misshapen(at, 'be the request of a call, with destinationPhoneNumber and policy');
  }
  return value as unknown as OutboundCallInput;
}

/** Milliseconds. */
const duration: Shape<number> = (value, at) => {
  try {
    const milliseconds = typeof value === 'string' ? msToNumber(value as '1 hour') : value;
    return number(0, 365 * 86_400_000)(milliseconds, at);
  } catch {
    throw new Misshapen(at, 'be a duration of at most a year, such as "5 minutes"');
  }
};

const optionsShape = strictObject<Omit<CallInTurnOptions, 'between'> & { readonly between?: number }>({
  rounds: optional((value, at) => {
    const rounds = number(1, 100)(value, at);
    if (!Number.isInteger(rounds)) throw new Misshapen(at, 'be an integer');
    return rounds;
  }),
  between: optional(duration),
  until: optional(oneOf(['reached', 'acknowledged'])),
  parentClosePolicy: optional(oneOf(['REQUEST_CANCEL', 'ABANDON'])),
  taskQueue: optional(text()),
});
