import {
  ApplicationFailure,
  defineQuery,
  defineSignal,
  defineUpdate,
  log,
  setHandler,
} from '@temporalio/workflow';
import type { QueryMessage, Readable, SignalMessage, UpdateMessage } from '../src/contract/define';
import { FailureType } from '../src/contract/failure-type';
import { Misshapen } from '../src/contract/shape';

/*
 * The only way to handle a message (a lint rule forbids `setHandler` elsewhere): each argument is read by its shape first, since anyone
 * may send any JSON. An error in a handler would fail the workflow task for ever, because the message is in the history.
 */

export function onQuery<Result, Args extends unknown[]>(
  message: QueryMessage<Result, Args>,
  answer: (...args: Args) => Result,
  description: string,
): void {
  setHandler(
    defineQuery<Result, unknown[]>(message.name),
    (...given: unknown[]) => answer(...readOrRefuse(message, given)),
    { description },
  );
}

/** A signal that makes no sense is logged and ignored. */
export function onSignal<Args extends unknown[]>(
  message: SignalMessage<Args>,
  handle: (...args: Args) => void | Promise<void>,
  description: string,
): void {
  setHandler(
    defineSignal<unknown[]>(message.name),
    async (...given: unknown[]) => {
      const args = readOrLog(message, given);
      if (args !== undefined) await handle(...args);
    },
    { description },
  );
}

/**
 * An update that makes no sense is refused before it enters the history.
 *
 * @param refuseInvalid throws an `ApplicationFailure` for an update that has its shape but can't be followed
 */
export function onUpdate<Result, Args extends unknown[]>(
  message: UpdateMessage<Result, Args>,
  handle: (...args: Args) => Result | Promise<Result>,
  description: string,
  refuseInvalid?: (...args: NoInfer<Args>) => void,
): void {
  setHandler(
    defineUpdate<Result, unknown[]>(message.name),
    async (...given: unknown[]) => handle(...readOrRefuse(message, given)),
    {
      description,
      validator: (...given: unknown[]) => {
        const args = readOrRefuse(message, given);
        refuseInvalid?.(...args);
      },
    },
  );
}

type Named<Args extends unknown[]> = Readable<Args> & { readonly name: string };

function readOrLog<Args extends unknown[]>({ name, read }: Named<Args>, given: unknown[]): Args | undefined {
  try {
    return read(given);
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
    log.warn(`Signal ${name} ignored: ${error.message}`);
    return undefined;
  }
}

/** @throws ApplicationFailure `MessageRefused` */
function readOrRefuse<Args extends unknown[]>({ name, read }: Named<Args>, given: unknown[]): Args {
  try {
    return read(given);
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
    throw ApplicationFailure.nonRetryable(`${name}: ${error.message}`, FailureType.MessageRefused);
  }
}
