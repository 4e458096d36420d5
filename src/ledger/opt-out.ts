import type { OptOut } from '../domain/contacts/opt-outs';
import type { OptOutList } from './opt-out-list';
import type { PersonLedgers } from './person-ledgers';

/**
 * Put numbers on the do-not-call list, and end every running call to them. The list comes first: a call that registers meanwhile
 * looks at it afterwards, so that it hears of it either way.
 */
export async function optOut(
  { list, ledgers }: { readonly list: OptOutList; readonly ledgers: PersonLedgers },
  optOuts: readonly OptOut[],
): Promise<void> {
  await list.add(optOuts);
  for (let at = 0; at < optOuts.length; at += mostAtOnce) {
    const some = optOuts.slice(at, at + mostAtOnce);
    await Promise.all(
      some.map(({ number, reason }) => ledgers.optOut(number, reason === undefined ? {} : { reason })),
    );
  }
}

const mostAtOnce = 20;
