import { callInTurn, type InTurnResult } from './call-in-turn';
import type { CallInTurnOptions, PersonInTurn } from './in-turn-input';

/** {@link callInTurn} as a workflow of its own, for code that has none. */
export async function outboundCallInTurn(
  people: readonly PersonInTurn[],
  options: CallInTurnOptions = {},
): Promise<InTurnResult> {
  return callInTurn('in-turn', people, options);
}
