import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import {
  exchangeLines,
  isTooLarge,
  linesInUse,
  noLines,
  type LineExchange,
  type Lines,
} from '../../src/domain/lines';
import { exchangeLinesUpdate, linesInUseQuery, reportLinesSignal } from '../../src/contract/lines-messages';
import { onQuery, onSignal, onUpdate } from '../handle';

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
    // More than an instance has: the leases are not real, and the next run could not be given them.
    if (!isTooLarge(result.lines)) lines = result.lines;
    setCurrentDetails(`${linesInUse(lines, Date.now())} of ${one.limit} lines are in use.`);
    return result.answer;
  };

  onQuery(linesInUseQuery, () => linesInUse(lines, Date.now()), 'How many lines are held');
  onSignal(
    reportLinesSignal,
    (report) => {
      exchange(report);
    },
    'Report lines in use, and give lines back',
  );
  onUpdate(
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
    'Request lines, and give lines back',
  );

  await condition(() => isLong || workflowInfo().continueAsNewSuggested);
  isLong = true;
  await condition(allHandlersFinished);
  await continueAsNew<typeof outboundCallLines>(lines);
}

/** Temporal accepts 2,000 updates per run; an update that waited counts twice. */
const mostMessages = 1_000;
