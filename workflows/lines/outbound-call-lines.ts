import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  exchangeLines,
  linesInUse,
  noLines,
  type LineExchange,
  type Lines,
} from '../../src/domain/pacing/lines';
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
    return result.answer;
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
    async ({ timeoutMs, ...given }) => {
      // An update can arrive after its worker has left: a line that is granted then serves nobody.
      const asked = left.has(given.holder) ? { ...given, wanted: [] } : given;
      const answer = exchange(asked);
      if (answer.granted.length > 0 || asked.wanted.length === 0 || timeoutMs <= 0) return answer;
      // What was reported is kept; only the request waits.
      const { holder, limit, wanted } = asked;
      await condition(() => isLong || left.has(holder) || linesInUse(lines, Date.now()) < limit, timeoutMs);
      if (left.has(holder)) return answer;
      return exchange({ holder, limit, wanted, inUse: [], freed: [] });
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
