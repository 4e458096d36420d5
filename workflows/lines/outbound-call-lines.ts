import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { exchangeLines, linesInUse, noLines, type LineExchange, type Lines } from '../../src/pacing/lines';
import { exchangeLinesUpdate, linesInUseQuery, reportLinesSignal } from '../../src/contract/lines-messages';

/**
 * Keeps the lines of one Amazon Connect instance for all workers: one workflow per pool of lines, started by its first message. It
 * only waits for messages, so an idle one costs nothing.
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
    reportLinesSignal,
    (report) => {
      exchange(report);
    },
    { description: 'Report lines in use, and give lines back' },
  );
  setHandler(
    exchangeLinesUpdate,
    async ({ timeoutMs, ...given }) => {
      // An update can arrive after its worker has left. A line granted then would go unused.
      const request = left.has(given.holder) ? { ...given, wanted: [] } : given;
      const answer = exchange(request);
      if (answer.granted.length > 0 || request.wanted.length === 0 || timeoutMs <= 0) return answer;
      // The report is already applied; only the request waits.
      const { holder, limit, wanted } = request;
      await condition(() => isLong || left.has(holder) || linesInUse(lines, Date.now()) < limit, timeoutMs);
      if (left.has(holder)) return answer;
      return exchange({ holder, limit, wanted, inUse: [], freed: [] });
    },
    { description: 'Request lines, and give lines back' },
  );

  await condition(() => isLong || workflowInfo().continueAsNewSuggested);
  isLong = true;
  await condition(allHandlersFinished);
  await continueAsNew<typeof outboundCallLines>(lines);
}

/** Temporal accepts 2,000 updates per run; an update that waited counts twice. */
const mostMessages = 1_000;
