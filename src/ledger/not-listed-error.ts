import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../contract/failure-type';
import { maskPhoneNumber } from '../domain/mask';

/** Some numbers could not be put on the do-not-call list. All others of the same request are on it, unless the cause says otherwise. */
export class NotListedError extends Error {
  override readonly name = 'NotListedError';

  /** Private, so that a log of the error does not print them. */
  readonly #numbers: readonly string[];

  /** @param cause the reason; of several full parts, the answer of the last one */
  constructor(numbers: readonly string[], cause: unknown) {
    super(`${named(numbers)} could not be put on the do-not-call list: ${messageOf(cause)}`, { cause });
    this.#numbers = numbers;
  }

  /** E.164. If the list was unreachable, some of them may be on it after all. */
  get numbers(): readonly string[] {
    return this.#numbers;
  }

  /** The list is full, so a retry would fail too. */
  get isFull(): boolean {
    return isFull(this.cause);
  }
}

/** Did a part of the list answer that it is full? */
export function isFull(error: unknown): boolean {
  return (
    error instanceof WorkflowUpdateFailedError &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === FailureType.OptOutListFull
  );
}

function messageOf(error: unknown): string {
  if (error instanceof WorkflowUpdateFailedError && error.cause) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}

function named(numbers: readonly string[]): string {
  const some = numbers.slice(0, mostNamed).map(maskPhoneNumber).join(', ');
  return numbers.length > mostNamed ? `${numbers.length} numbers (${some}, …)` : some;
}

/** Keeps messages short. */
const mostNamed = 5;
