import { longestReason, type OptOut, type OptOutChange } from '../domain/ledger/opt-outs';
import { query, update } from './define';
import { list, object, optional, text } from './shape';

const phoneNumber = text(64);

export const changeOptOutsUpdate = update<number, OptOutChange>('changeOptOuts', {
  shape: object({
    add: optional(
      list(object<OptOut>({ number: phoneNumber, since: text(64), reason: optional(text(longestReason)) })),
    ),
    remove: optional(list(phoneNumber)),
  }),
  // 500 numbers with their reasons, in any alphabet.
  mostBytes: 1024 * 1024,
});
export const findOptOutQuery = query<OptOut | null, string>('findOptOut', { shape: phoneNumber });
export const listOptOutsQuery = query<readonly OptOut[]>('listOptOuts');
