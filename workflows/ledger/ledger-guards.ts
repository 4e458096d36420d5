import { ApplicationFailure, log } from '@temporalio/workflow';
import {
  nextWake,
  reserve,
  applyReport,
  type Ledger,
  type Reservation,
} from '../../src/domain/ledger/ledger';
import { isObject } from '../../src/domain/is-object';
import { FailureType } from '../../src/contract/failure-type';

/** Anyone may send a signal, so a malformed one is ignored. It must not stop the ledger. */
export function applyReportSafely(ledger: Ledger, report: unknown, now: number): Ledger {
  try {
    if (!isObject(report)) throw new TypeError('it is not an object');
    const changed = applyReport(ledger, report, now);
    assertSound(changed);
    return changed;
  } catch (error) {
    log.warn(`Ledger ignored a malformed message: ${String(error)}`);
    return ledger;
  }
}

/** @throws ApplicationFailure `InvalidReservation`; the update is refused and changes nothing */
export function assertReservation(ledger: Ledger, reservation: unknown): void {
  try {
    if (!isObject(reservation)) throw new TypeError('it is not an object');
    if (!isReservation(reservation)) throw new TypeError('it names no attempt');
    assertSound(reserve(ledger, reservation).ledger);
  } catch (error) {
    throw ApplicationFailure.nonRetryable(
      `Invalid reservation: ${String(error)}`,
      FailureType.InvalidReservation,
    );
  }
}

/** A malformed argument does not invalidate the opt-out. */
export function optOutOf(given: unknown): { readonly reason?: string } {
  const reason = isObject(given) ? given['reason'] : undefined;
  return typeof reason === 'string' ? { reason } : {};
}

/** Every instant in the ledger must be a number, or its timers would fail. */
function assertSound(ledger: Ledger): void {
  const instants = [
    nextWake(ledger) ?? 0,
    ...ledger.attempts.flatMap(({ at, endedAt = at, keepFor, lookUpAt = at }) => [
      at,
      endedAt,
      keepFor,
      lookUpAt,
    ]),
    ...ledger.calls.map(({ until }) => until),
  ];
  if (!instants.every((instant) => Number.isFinite(instant))) throw new TypeError('an instant is missing');
  const names: unknown[] = ledger.attempts.flatMap(({ attemptId, call }) => [attemptId, call]);
  if (!names.every((name) => typeof name === 'string')) throw new TypeError('an attempt has no name');
}

function isReservation(asked: object): asked is Reservation {
  const { attemptId, call } = asked as Partial<Reservation>;
  return typeof attemptId === 'string' && typeof call === 'string';
}
