import type { DispositionRecord } from '../../src/contract/call-messages';
import type { Call } from './call';
import { refuse } from './refuse';

/** The number of the attempt that a record is about: one that may have reached somebody. */
export function attemptOf(
  { state, run }: Call,
  { attempt }: Pick<DispositionRecord, 'attempt'>,
): number | undefined {
  const made = [...state.attempts.filter(({ neverRang }) => !neverRang).map(({ number }) => number)];
  // Before it has a contact, it may still wait in the queue.
  if (run.current?.contactId !== undefined) made.push(run.current.number);
  return attempt === undefined ? made.at(-1) : made.find((number) => number === attempt);
}

export function refuseBadDisposition(call: Call, { reached, refused, attempt }: DispositionRecord): void {
  if (!reached && !refused) {
    refuse(
      'Give {"reached": true} or {"refused": true}, and "attempt" with its number if it is not the last one.',
    );
  }
  if (attemptOf(call, { attempt }) === undefined) {
    refuse(
      attempt === undefined
        ? 'No attempt of the call has rung yet.'
        : `The call has no attempt ${attempt} that has rung.`,
    );
  }
  if (call.state.corrections.length >= mostCorrections)
    refuse(`A call accepts at most ${mostCorrections} recorded dispositions.`);
}

/** More than any call has attempts that matter; each is kept. */
const mostCorrections = 100;
