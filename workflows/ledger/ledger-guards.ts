import { ApplicationFailure, log } from '@temporalio/workflow';
import { nextWake, reserve, tell, type Ledger, type Reservation } from '../../src/domain/ledger/ledger';
import { isObject } from '../../src/domain/is-object';

/** Anyone may send a signal: what can't be used is left out, and must not stop the ledger of a person. */
export function toldWithCare(ledger: Ledger, news: unknown, now: number): Ledger {
  try {
    if (!isObject(news)) throw new TypeError('it is no object');
    const told = tell(ledger, news, now);
    assertSound(told);
    return told;
  } catch (error) {
    log.warn(`A ledger was told what makes no sense, and ignores it: ${String(error)}`);
    return ledger;
  }
}

/** @throws ApplicationFailure `InvalidReservation`: the update is refused, and nothing of it is kept */
export function assertReservation(ledger: Ledger, asked: unknown): void {
  try {
    if (!isObject(asked)) throw new TypeError('it is no object');
    if (!isReservation(asked)) throw new TypeError('it names no attempt');
    assertSound(reserve(ledger, asked).ledger);
  } catch (error) {
    throw ApplicationFailure.nonRetryable(`No reservation: ${String(error)}`, 'InvalidReservation');
  }
}

/** However it is said, and whatever is said with it, the person wants no calls. */
export function optOutSaid(given: unknown): { readonly reason?: string } {
  const reason = isObject(given) ? given['reason'] : undefined;
  return typeof reason === 'string' ? { reason } : {};
}

/** It can be gone on with: every instant in it is one. */
function assertSound(ledger: Ledger): void {
  const instants = [
    nextWake(ledger) ?? 0,
    ...ledger.contacts.flatMap(({ at, endedAt = at, keepFor, askAt = at }) => [at, endedAt, keepFor, askAt]),
    ...ledger.calls.map(({ until }) => until),
  ];
  if (!instants.every((instant) => Number.isFinite(instant))) throw new TypeError('an instant is missing');
}

function isReservation(asked: object): asked is Reservation {
  const { attemptId, call } = asked as Partial<Reservation>;
  return typeof attemptId === 'string' && typeof call === 'string';
}
