import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { exchangeLines, linesInUse, noLines, type LineExchange, type Lines } from '../src/domain/lines';
import { exchangeLinesUpdate, linesInUseQuery, tellLinesSignal } from './lines-messages';

/**
 * Keeps the lines of one instance of Amazon Connect for all workers: one workflow for each lane, started by whoever asks
 * first. It waits for messages and nothing else, so an idle one costs nothing.
 */
export async function outboundCallLines(given: Lines = noLines): Promise<void> {
  let lines = given;
  let messages = 0;
  let isLong = false;
  const left = new Set<string>();

  const exchange = (one: LineExchange) => {
    messages += 1;
    isLong = isLong || messages >= mostMessages;
    if (one.isLeaving) left.add(one.holder);
    const result = exchangeLines(lines, one, Date.now());
    lines = result.lines;
    setCurrentDetails(`${linesInUse(lines, Date.now())} of ${one.limit} lines are in use.`);
    return result.granted;
  };

  setHandler(linesInUseQuery, () => linesInUse(lines, Date.now()));
  setHandler(
    tellLinesSignal,
    (news) => {
      exchange(news);
    },
    { description: 'Give back lines, or say who holds them' },
  );
  setHandler(
    exchangeLinesUpdate,
    async ({ patience, ...given }) => {
      // A question may be worked on after the leave of the one who asked it: a line that is granted then serves nobody.
      const asked = left.has(given.holder) ? { ...given, wanted: [], stockWanted: 0 } : given;
      const granted = exchange(asked);
      const isServed = granted.attempts.length > 0 || granted.stock > 0;
      if (isServed || asked.wanted.length + asked.stockWanted === 0 || patience <= 0) return granted;
      // What was told is told; only the wish waits.
      const { holder, limit, wanted, stockWanted, heldFor } = asked;
      await condition(() => isLong || left.has(holder) || linesInUse(lines, Date.now()) < limit, patience);
      if (left.has(holder)) return granted;
      return exchange({ holder, limit, wanted, stockWanted, heldFor, used: [], freed: [], returned: 0 });
    },
    { description: 'Take and give back lines' },
  );

  await condition(() => isLong || workflowInfo().continueAsNewSuggested);
  isLong = true;
  await condition(allHandlersFinished);
  await continueAsNew<typeof outboundCallLines>(lines);
}

/** Temporal takes 2,000 updates a run; an update that waited counts twice. */
const mostMessages = 1_000;
