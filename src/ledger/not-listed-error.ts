import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { optOutListFull } from '../domain/ledger/opt-outs';
import { maskPhoneNumber } from '../domain/mask';

/** Numbers that were to be put on the do-not-call list are not on it. All others of the same list are, unless the cause says otherwise. */
export class NotListedError extends Error {
  override readonly name = 'NotListedError';

  /** A log that prints the error must not print them. */
  readonly #numbers: readonly string[];

  /** @param cause why: of several parts that are full, the last one's answer */
  constructor(numbers: readonly string[], cause: unknown) {
    super(
      `${named(numbers)} ${numbers.length === 1 ? 'is' : 'are'} not on the do-not-call list: ${messageOf(cause)}`,
      { cause },
    );
    this.#numbers = numbers;
  }

  /** E.164. Where the list could not be asked, some may be on it after all. */
  get numbers(): readonly string[] {
    return this.#numbers;
  }

  /** Trying again is of no use. */
  get isFull(): boolean {
    return isFull(this.cause);
  }
}

/** Has a part of the list answered that it takes no more? */
export function isFull(error: unknown): boolean {
  return (
    error instanceof WorkflowUpdateFailedError &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === optOutListFull
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

/** A message is a few lines. */
const mostNamed = 5;
