import type { OutboundCalls, PolicyInput } from 'temporal-amazon-connect';

export interface Row {
  /** Identifies the errand: one ID is one call. */
  readonly id: string;
  /** E.164. */
  readonly phoneNumber: string;
}

export type LoadedRow = Row &
  ({ readonly is: 'started' | 'already-started' } | { readonly is: 'refused'; readonly why: string });

/**
 * Starts a call for each row of a list. After a crash the whole list can be loaded again: the row's ID is the call's workflow ID. A row
 * that is refused, such as an ID that the list has twice with two numbers, does not keep the others from being called.
 *
 * Rows are started one after the other, so that of two rows with one ID the first one is called.
 */
export async function loadList(
  calls: Pick<OutboundCalls, 'start'>,
  { campaign, policy, rows }: { campaign: string; policy: PolicyInput; rows: readonly Row[] },
): Promise<LoadedRow[]> {
  const loaded: LoadedRow[] = [];
  for (const row of rows) {
    try {
      const request = { destinationPhoneNumber: row.phoneNumber, subject: row.id, policy };
      const { isNew } = await calls.start(request, { workflowId: `${campaign}-${row.id}` });
      loaded.push({ ...row, is: isNew ? 'started' : 'already-started' });
    } catch (error) {
      // Anything else, such as a server that does not answer, ends the loading: load the list again.
      if (!(error instanceof Error) || !refusals.includes(error.name)) throw error;
      loaded.push({ ...row, is: 'refused', why: error.message });
    }
  }
  return loaded;
}

const refusals = ['InvalidCallRequestError', 'DifferentRequestError'];
