import type { OptOut } from '../domain/ledger/opt-outs';
import { NotListedError } from './not-listed-error';
import type { OptOutList } from './opt-out-list';
import type { PersonLedgers } from './person-ledgers';

/**
 * Put numbers on the do-not-call list, and end every running call to them. The list comes first: a call that registers meanwhile
 * reads it afterwards, so it learns of the opt-out either way. If the list is full, running calls end all the same.
 *
 * @throws NotListedError with the numbers that are not on the list
 */
export async function optOut(
  { list, ledgers }: { readonly list: OptOutList; readonly ledgers: PersonLedgers },
  optOuts: readonly OptOut[],
): Promise<void> {
  try {
    await list.add(optOuts);
  } catch (notListed) {
    await notifyCalls(ledgers, optOuts).catch((error: unknown) => {
      // A full list stays full, but a retry may still reach the calls.
      throw notListed instanceof NotListedError ? new NotListedError(notListed.numbers, error) : error;
    });
    throw notListed;
  }
  await notifyCalls(ledgers, optOuts);
}

/** One failure does not keep the others of a batch from being sent. */
async function notifyCalls(ledgers: PersonLedgers, optOuts: readonly OptOut[]): Promise<void> {
  for (let at = 0; at < optOuts.length; at += mostAtOnce) {
    const notifying = optOuts
      .slice(at, at + mostAtOnce)
      .map(({ number, reason }) => ledgers.optOut(number, reason === undefined ? {} : { reason }));
    await Promise.allSettled(notifying);
    await Promise.all(notifying);
  }
}

const mostAtOnce = 20;
